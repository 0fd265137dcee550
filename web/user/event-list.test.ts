import { expect, test } from "vitest";
import type { EventList } from "../../shared/outputs.ts";
import { withNewest, withOlder } from "./event-list.ts";

function list(seqs: number[], nextCursor: string | null = null): EventList {
  return {
    rows: seqs.map((seq) => ({
      ...{ seq, type: "user.edited", at: seq, recordedAt: seq, actor: { kind: "system" }, details: {} },
    })),
    nextCursor,
  };
}
const seqsOf = ({ rows }: EventList) => rows.map(({ seq }) => seq);

test("what was loaded stays below what is new", () => {
  const known = withOlder(list([9, 8], "8"), list([7, 6], "6"));
  const fresh = withNewest(known, list([11, 10, 9], "9"));
  expect(seqsOf(fresh)).toEqual([11, 10, 9, 8, 7, 6]);
  expect(fresh.nextCursor).toBe("6");
});

test("the first page is as it was answered", () => {
  expect(withNewest(null, list([3, 2], "2"))).toEqual(list([3, 2], "2"));
  expect(withNewest(list([3, 2], "2"), list([3, 2, 1]))).toEqual(list([3, 2, 1]));
});

test("a gap is not passed over in silence", () => {
  expect(withNewest(list([3, 2, 1]), list([9, 8, 7], "7"))).toEqual(list([9, 8, 7], "7"));
});

test("nothing appears twice", () => {
  expect(seqsOf(withOlder(list([5, 4], "4"), list([4, 3])))).toEqual([5, 4, 3]);
});
