import { expect, test } from "vitest";
import { type LiveEvent, liveMessages } from "./live.ts";

const event = (seq: number, more: Partial<LiveEvent> = {}): LiveEvent => ({
  ...{ seq, type: "user.edited", userId: `USR-${seq}`, recordedAt: seq },
  ...more,
});

test("each event is one message, with its user where it has one", () => {
  expect(liveMessages([event(1), event(2, { type: "group.created", userId: null }), event(3)])).toEqual([
    { seq: 1, type: "user.edited", userId: "USR-1" },
    { seq: 2, type: "group.created" },
    { seq: 3, type: "user.edited", userId: "USR-3" },
  ]);
});

test("what one call did to several is one message for each type, as late as its last event", () => {
  const bulk = [1, 3].map((seq) => event(seq, { type: "invitation.withdrawn", recordedAt: 9 }));
  const removed = [2, 4].map((seq) => event(seq, { type: "user.removed", recordedAt: 9 }));
  expect(liveMessages([...bulk, ...removed].sort((a, b) => a.seq - b.seq))).toEqual([
    { seq: 3, type: "invitation.withdrawn" },
    { seq: 4, type: "user.removed" },
  ]);
});

test("a page that was away for long is told once of each type, and the last seq is never lost", () => {
  const all = Array.from({ length: 11 }, (_none, at) => event(at + 1));
  expect(liveMessages(all)).toEqual([{ seq: 11, type: "user.edited" }]);
  expect(liveMessages(all.slice(1))).toHaveLength(10);
});
