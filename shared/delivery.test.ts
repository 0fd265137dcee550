import { expect, test } from "vitest";
import { afterAttempt } from "./delivery.ts";
import { defaultLifetimeMs } from "./limits.ts";

const T0 = Date.UTC(2026, 0, 15, 12);
const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const temporary = { kind: "temporary", error: "temporary" } as const;

test("a mail that was handed over is owed no more", () => {
  expect(afterAttempt({ kind: "sent" }, 1, T0 + hour, T0)).toEqual({ state: "sent", error: null, dueAt: null });
  expect(afterAttempt({ kind: "sent" }, 7, null, T0)).toEqual({ state: "sent", error: null, dueAt: null });
});

test("it is tried again after 30 s, 2 min, 10 min, 1 h, 4 h and 12 h, then it has failed", () => {
  const waits = [30 * second, 2 * minute, 10 * minute, hour, 4 * hour, 12 * hour];
  for (const deadline of [null, T0 + defaultLifetimeMs]) {
    for (const [index, wait] of waits.entries()) {
      expect(afterAttempt(temporary, index + 1, deadline, T0)).toEqual({
        state: "retrying",
        error: "temporary",
        dueAt: T0 + wait,
      });
    }
    expect(afterAttempt(temporary, 7, deadline, T0)).toEqual({ state: "failed", error: "temporary", dueAt: null });
    expect(afterAttempt(temporary, 100, deadline, T0)).toMatchObject({ state: "failed" });
  }
});

test("a permanent error is not tried again", () => {
  expect(afterAttempt({ kind: "permanent", error: "addressRefused" }, 1, null, T0)).toEqual({
    state: "failed",
    error: "addressRefused",
    dueAt: null,
  });
});

test("what could not be handed over before the deadline is not tried again", () => {
  const failed = { state: "failed", error: "deadlinePassed", dueAt: null };
  expect(afterAttempt(temporary, 1, T0 + 30 * second, T0)).toEqual(failed);
  expect(afterAttempt(temporary, 1, T0, T0)).toEqual(failed);
  expect(afterAttempt(temporary, 1, T0 + 30 * second + 1, T0)).toMatchObject({ state: "retrying" });
});
