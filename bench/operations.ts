import type { OperationName } from "./systems/system.ts";

export type Operation = {
  name: OperationName;
  title: string;
  /** Each person serves once; what has to be repeatable is measured as often as time allows. */
  usesPeople: boolean;
  /** What all are compared with. */
  yardstick: "bare" | "bare-do";
  /** Bounds of issue 7: how many times the yardstick's p50 and CPU, and how much of its throughput at concurrency 16. */
  target?: { times: number; throughput?: number };
};

/** In this order: whoever is previewed has been invited, and whoever is resent to was invited a while ago. */
export const operations: Operation[] = [
  { name: "route", title: "a route without work", usesPeople: false, yardstick: "bare", target: { times: 1.2 } },
  { name: "query", title: "a tRPC query without work", usesPeople: false, yardstick: "bare", target: { times: 1.8 } },
  {
    name: "inviteQuietly",
    title: "invite, no mail asked for",
    usesPeople: true,
    yardstick: "bare-do",
    target: { times: 1.5, throughput: 0.65 },
  },
  {
    name: "invite",
    title: "invite, mail sent meanwhile",
    usesPeople: true,
    yardstick: "bare-do",
    target: { times: 1.5, throughput: 0.65 },
  },
  {
    name: "preview",
    title: "preview",
    usesPeople: true,
    yardstick: "bare",
    target: { times: 1.4, throughput: 0.5 },
  },
  { name: "accept", title: "accept", usesPeople: true, yardstick: "bare", target: { times: 2.2, throughput: 0.5 } },
  {
    name: "list100",
    title: "list of 100, first page",
    usesPeople: false,
    yardstick: "bare",
    target: { times: 1.9, throughput: 0.5 },
  },
  {
    name: "list100000",
    title: "list of 100,000, first page",
    usesPeople: false,
    yardstick: "bare",
    target: { times: 2.28, throughput: 0.5 },
  },
  { name: "resend", title: "resend", usesPeople: true, yardstick: "bare-do", target: { times: 1.5 } },
];
