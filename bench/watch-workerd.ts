import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type Held = { files: number; megabytes: number };
export type Watched = { first: Held; most: Held; last: Held };

const everyMs = 250;

/** Samples how many files the runtime of that state folder has open and how much memory it takes, until it is asked. */
export function watchWorkerd(stateFolder: string): { stop(): Watched } {
  const first = heldNow(stateFolder);
  const most = { ...first };
  const sample = () => {
    const held = heldNow(stateFolder);
    most.files = Math.max(most.files, held.files);
    most.megabytes = Math.max(most.megabytes, held.megabytes);
    return held;
  };
  const timer = setInterval(sample, everyMs);
  return {
    stop() {
      clearInterval(timer);
      return { first, most, last: sample() };
    },
  };
}

export function heldNow(stateFolder: string): Held {
  const pid = readFileSync(join(stateFolder, "workerd.pid"), "utf8").trim();
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return { files: readdirSync(`/proc/${pid}/fd`).length, megabytes: Math.round(Number(kilobytes) / 1_024) };
}
