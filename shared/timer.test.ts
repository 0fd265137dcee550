import { describe, expect, test } from "vitest";
import { deliveryStates } from "./delivery.ts";
import { defaultLifetimeMs } from "./limits.ts";
import { invitationEndings } from "./status.ts";
import { nextStep, reminderAt, type TimedInvitation } from "./timer.ts";

const T0 = Date.UTC(2026, 0, 15, 12);
const open: TimedInvitation = {
  endedAs: null,
  expiresAt: T0 + 1_000,
  mailDueAt: null,
  mailState: "sent",
  reminderDueAt: null,
};

test("an open invitation without a mail sleeps until its deadline", () => {
  expect(nextStep({ ...open, mailState: null }, T0)).toEqual({ kind: "sleep", until: T0 + 1_000 });
});

test("a mail is handed over when it is due, not before", () => {
  const owed = { ...open, mailState: "queued", mailDueAt: T0 + 10 } as const;
  expect(nextStep(owed, T0 + 9)).toEqual({ kind: "sleep", until: T0 + 10 });
  expect(nextStep(owed, T0 + 10)).toEqual({ kind: "attemptMail" });
  expect(nextStep(owed, T0 + 999)).toEqual({ kind: "attemptMail" });
});

test("exactly at the deadline it expires, also when a mail is due: that one is not sent any more", () => {
  expect(nextStep(open, T0 + 999)).toEqual({ kind: "sleep", until: T0 + 1_000 });
  expect(nextStep(open, T0 + 1_000)).toEqual({ kind: "expire" });
  expect(nextStep({ ...open, mailDueAt: T0 }, T0 + 1_000)).toEqual({ kind: "expire" });
  expect(nextStep({ ...open, reminderDueAt: T0 }, T0 + 1_000)).toEqual({ kind: "expire" });
});

test("a mail due after the deadline never delays it", () => {
  expect(nextStep({ ...open, mailDueAt: T0 + 5_000 }, T0)).toEqual({ kind: "sleep", until: T0 + 1_000 });
  expect(nextStep({ ...open, reminderDueAt: T0 + 5_000 }, T0)).toEqual({ kind: "sleep", until: T0 + 1_000 });
});

test.each(invitationEndings)(
  "an invitation that ended (%s) needs no timer, nor does one that is not there",
  (endedAs) => {
    expect(nextStep({ ...open, endedAs, mailDueAt: T0, reminderDueAt: T0 }, T0)).toEqual({ kind: "free" });
    expect(nextStep(null, T0)).toEqual({ kind: "free" });
  },
);

describe("the reminder", () => {
  const owed: TimedInvitation = { ...open, reminderDueAt: T0 + 10 };

  test("is handed over when it is due, not before", () => {
    expect(nextStep(owed, T0 + 9)).toEqual({ kind: "sleep", until: T0 + 10 });
    expect(nextStep(owed, T0 + 10)).toEqual({ kind: "attemptReminder" });
    expect(nextStep(owed, T0 + 999)).toEqual({ kind: "attemptReminder" });
  });

  test.each(deliveryStates)("of a mail that is %s: only of one that has arrived", (mailState) => {
    const step = nextStep({ ...owed, mailState }, T0 + 10);
    const hasArrived = mailState === "sent" || mailState === "delivered";
    expect(step).toEqual(hasArrived ? { kind: "attemptReminder" } : { kind: "sleep", until: T0 + 1_000 });
  });

  test("waits while the invitation's own mail is due, which is being sent again", () => {
    const resent = { ...owed, mailState: "queued", mailDueAt: T0 + 20 } as const;
    expect(nextStep(resent, T0 + 15)).toEqual({ kind: "sleep", until: T0 + 20 });
    expect(nextStep(resent, T0 + 20)).toEqual({ kind: "attemptMail" });
  });

  const hour = 3_600_000;
  const lasting = (lifetimeMs: number) => ({ sentAt: T0, expiresAt: T0 + lifetimeMs });

  test("leaves 48 hours before the deadline, however late the mail left", () => {
    const at = T0 + defaultLifetimeMs - 48 * hour;
    expect(reminderAt(lasting(defaultLifetimeMs), T0)).toBe(at);
    expect(reminderAt(lasting(defaultLifetimeMs), T0 + 17 * hour)).toBe(at);
  });

  test("is for lifetimes of at least four days", () => {
    expect(reminderAt(lasting(96 * hour), T0)).toBe(T0 + 48 * hour);
    expect(reminderAt(lasting(96 * hour - 1), T0)).toBeNull();
  });

  test("is left out where the mail left less than 24 hours before it", () => {
    expect(reminderAt(lasting(96 * hour), T0 + 24 * hour)).toBe(T0 + 48 * hour);
    expect(reminderAt(lasting(96 * hour), T0 + 24 * hour + 1)).toBeNull();
    expect(reminderAt(lasting(96 * hour), T0 + 60 * hour)).toBeNull();
  });
});
