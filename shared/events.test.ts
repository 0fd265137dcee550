import { expect, test } from "vitest";
import { isRecordedLate } from "./events.ts";

test("a sweep's minute is not late, an hour is", () => {
  expect(isRecordedLate({ at: 0, recordedAt: 61_000 })).toBe(false);
  expect(isRecordedLate({ at: 0, recordedAt: 3_600_000 })).toBe(true);
});
