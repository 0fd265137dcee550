import { expect, test } from "vitest";
import type { ManyResult } from "../../../shared/outputs.ts";
import { runBulk } from "./run-bulk.ts";

const ids = Array.from({ length: 220 }, (_none, at) => `USR-${at}`);

test("a hundred are asked for in one call, and a broken run goes on under the same keys", async () => {
  const calls: [number, string][] = [];
  let isBroken = true;
  const call = async (userIds: string[], key: string): Promise<ManyResult[]> => {
    calls.push([userIds.length, key]);
    if (key === "run-1" && isBroken) throw new Error("unreachable");
    return userIds.map((userId) => ({ userId, refusal: null }));
  };
  let known = new Map<string, ManyResult>();
  const first = (async () => {
    for await (const results of runBulk(ids, call, "run")) known = results;
  })();
  await expect(first).rejects.toThrow("unreachable");
  expect(known.size).toBe(100);

  isBroken = false;
  for await (const results of runBulk(ids, call, "run", known)) known = results;
  expect(known.size).toBe(220);
  expect(calls).toEqual([
    [100, "run-0"],
    [100, "run-1"],
    [100, "run-1"],
    [20, "run-2"],
  ]);
});
