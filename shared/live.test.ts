import { expect, test } from "vitest";
import { liveMessages } from "./live.ts";

test("each event is one message, with its user where it has one", () => {
  const messages = liveMessages([
    { seq: 1, type: "user.edited", userId: "USR-1" },
    { seq: 2, type: "group.created", userId: null },
  ]);
  expect(messages).toEqual([
    { seq: 1, type: "user.edited", userId: "USR-1" },
    { seq: 2, type: "group.created" },
  ]);
});

test("a bulk is one message, and the last seq is never lost", () => {
  const bulk = Array.from({ length: 11 }, (_, i) => ({
    seq: i + 1,
    type: "invitation.expired" as const,
    userId: `USR-${i}`,
  }));
  expect(liveMessages(bulk)).toEqual([{ seq: 11, type: "invitation.expired" }]);
  expect(liveMessages(bulk.slice(0, 10))).toHaveLength(10);
});
