import { describe, expect, test } from "vitest";
import { deliveryStates } from "./delivery.ts";
import { defaultLifetimeMs } from "./limits.ts";
import { invitationEndings } from "./status.ts";
import { expiryWakeAt, nextStep, reminderAt, type TimedInvitation } from "./timer.ts";

const T0 = Date.UTC(2026, 0, 15, 12);
const open: TimedInvitation = {
  id: "INV-0",
  endedAs: null,
  sentAt: T0,
  expiresAt: T0 + 1_000,
  inCrowd: 0,
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

describe("a crowd with one deadline", () => {
  const minute = 60_000;
  const deadline = T0 + defaultLifetimeMs;
  const crowd = Array.from({ length: 10_000 }, (_, at) => ({
    ...open,
    ...{ id: `INV-06H0J2MSRX${at}`, expiresAt: deadline, inCrowd: 1 },
  }));

  test("is woken over eleven minutes: in the first, twice as many as can record all of it", () => {
    const perSecond = Array.from({ length: 660 }, () => 0);
    for (const one of crowd) {
      const second = Math.floor((expiryWakeAt(one) - deadline) / 1_000);
      perSecond[second] = (perSecond[second] ?? Number.NaN) + 1;
    }
    const [first, later] = [perSecond.slice(0, 60), perSecond.slice(60)];
    const woken = first.reduce((sum, count) => sum + count, 0);
    expect(woken).toBeGreaterThan(100);
    expect(woken).toBeLessThan(300);
    expect(Math.max(...first)).toBeLessThan(15);
    expect(Math.max(...later)).toBeLessThan(40);
  });

  test("sleeps until then, each always as long", () => {
    for (const one of crowd.slice(0, 100)) {
      expect(nextStep(one, T0)).toEqual({ kind: "sleep", until: expiryWakeAt(one) });
      expect(nextStep(one, deadline)).toEqual({ kind: "expire" });
    }
  });

  test("of short lifetimes is woken in proportion", () => {
    const wakes = crowd.map((one) => expiryWakeAt({ ...one, sentAt: T0, expiresAt: T0 + minute }));
    expect(Math.max(...wakes)).toBeLessThanOrEqual(T0 + minute + (11 / 20) * minute);
  });

  test("does not delay a mail", () => {
    const [one = open] = crowd;
    const mailDueAt = deadline + 1;
    expect(nextStep({ ...one, mailDueAt }, T0)).toEqual({ kind: "sleep", until: mailDueAt });
  });
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
