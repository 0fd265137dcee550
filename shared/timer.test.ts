import { expect, test } from "vitest";
import { invitationEndings } from "./status.ts";
import { nextStep, type TimedInvitation } from "./timer.ts";

const T0 = Date.UTC(2026, 0, 15, 12);
const open: TimedInvitation = { endedAs: null, expiresAt: T0 + 1_000, mailDueAt: null };

test("an open invitation without a mail sleeps until its deadline", () => {
  expect(nextStep(open, T0)).toEqual({ kind: "sleep", until: T0 + 1_000 });
});

test("a mail is handed over when it is due, not before", () => {
  const owed = { ...open, mailDueAt: T0 + 10 };
  expect(nextStep(owed, T0 + 9)).toEqual({ kind: "sleep", until: T0 + 10 });
  expect(nextStep(owed, T0 + 10)).toEqual({ kind: "attemptMail" });
  expect(nextStep(owed, T0 + 999)).toEqual({ kind: "attemptMail" });
});

test("exactly at the deadline it expires, also when a mail is due: that one is not sent any more", () => {
  expect(nextStep(open, T0 + 999)).toEqual({ kind: "sleep", until: T0 + 1_000 });
  expect(nextStep(open, T0 + 1_000)).toEqual({ kind: "expire" });
  expect(nextStep({ ...open, mailDueAt: T0 }, T0 + 1_000)).toEqual({ kind: "expire" });
});

test("a mail due after the deadline never delays it", () => {
  expect(nextStep({ ...open, mailDueAt: T0 + 5_000 }, T0)).toEqual({ kind: "sleep", until: T0 + 1_000 });
});

test.each(invitationEndings)(
  "an invitation that ended (%s) needs no timer, nor does one that is not there",
  (endedAs) => {
    expect(nextStep({ ...open, endedAs, mailDueAt: T0 }, T0)).toEqual({ kind: "free" });
    expect(nextStep(null, T0)).toEqual({ kind: "free" });
  },
);
