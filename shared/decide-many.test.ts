import { describe, expect, test } from "vitest";
import type { Actor, Command, Decision, UserFacts } from "./command.ts";
import { inSequence, type OneOfMany } from "./decide-many.ts";
import { bulkMailSpacingMs } from "./limits.ts";

const now = Date.UTC(2026, 0, 15, 12);
const lifetimeMs = 7 * 86_400_000;
const administrators = "GRP-ADMINISTRATORS00";
const members = "GRP-MEMBERS000000000";
const asker: Actor = { kind: "user", id: "USR-ASKER" };

const remove: Command = { kind: "remove" };
const intoMembers: Command = { kind: "editGroups", groupIds: [members] };
const intoAdministrators: Command = { kind: "editGroups", groupIds: [administrators] };

function one(id: string, over: Partial<UserFacts> = {}, invitedByUserId: string | null = null): OneOfMany {
  const user = { id, status: "active", expiresAt: now + 1, invitationId: "INV-1", askedAgainAt: null } as const;
  return {
    user: { ...user, groupIds: [members], inAdministrators: false, ...over },
    sends: { resentAt: null, sentAts: [] },
    invitedByUserId,
  };
}

const inGroup = { groupIds: [administrators], inAdministrators: true };
const admin = (id: string) => one(id, inGroup);

function run(
  steps: [OneOfMany, Command][],
  { activeAdministrators = 2, nextSlotAt = 0 } = {},
): { decisions: Decision[]; nextSlotAt: number } {
  const account = { activeAdministrators, administratorsGroupId: administrators, nextSlotAt };
  const sequence = inSequence(account, asker, { now, lifetimeMs });
  const decisions = steps.map(([user, command]) => sequence.decide(user, command));
  return { decisions, nextSlotAt: sequence.nextSlotAt() };
}

const reasons = ({ decisions }: { decisions: Decision[] }) => decisions.map(({ refusal }) => refusal?.reason ?? null);

describe("the last administrator", () => {
  test("is whoever is left when the earlier ones have gone", () => {
    const both = (command: Command) => reasons(run([admin("USR-1"), admin("USR-2")].map((user) => [user, command])));
    for (const command of [remove, intoMembers, { kind: "block" } as const]) {
      expect(both(command)).toEqual([null, "lastAdministrator"]);
    }
  });

  test("is not somebody who is refused, nor somebody who has not joined", () => {
    const pending = one("USR-3", { ...inGroup, status: "invited" });
    const steps: [OneOfMany, Command][] = [
      [admin(asker.id), remove],
      [pending, remove],
      [admin("USR-1"), remove],
      [admin("USR-2"), remove],
    ];
    expect(reasons(run(steps, { activeAdministrators: 3 }))).toEqual(["self", null, null, null]);
    expect(reasons(run(steps, { activeAdministrators: 2 }))).toEqual(["self", null, null, "lastAdministrator"]);
  });

  test("may go once somebody else has become one", () => {
    const steps: [OneOfMany, Command][] = [
      [one("USR-3"), intoAdministrators],
      [admin("USR-1"), remove],
      [admin("USR-2"), remove],
    ];
    expect(reasons(run(steps, { activeAdministrators: 2 }))).toEqual([null, null, null]);
    // Whoever has yet to join does not count.
    const [, ...rest] = steps;
    const invited: [OneOfMany, Command] = [one("USR-3", { status: "invited" }), intoAdministrators];
    expect(reasons(run([invited, ...rest], { activeAdministrators: 2 }))).toEqual([null, null, "lastAdministrator"]);
  });
});

describe("an open invitation into Administrators", () => {
  const offer = (over: Partial<UserFacts> = {}) => one("USR-9", { ...inGroup, status: "invited", ...over }, "USR-1");

  test("is withdrawn before its turn when whoever sent it has lost the right", () => {
    expect(
      reasons(
        run([
          [admin("USR-1"), remove],
          [offer(), remove],
        ]),
      ),
    ).toEqual([null, "wrongStatus"]);
    expect(
      reasons(
        run([
          [admin("USR-1"), intoMembers],
          [offer(), intoMembers],
        ]),
      ),
    ).toEqual([null, "wrongStatus"]);
    expect(
      reasons(
        run([
          [offer(), remove],
          [admin("USR-1"), remove],
        ]),
      ),
    ).toEqual([null, null]);
  });

  test("stays where it was sent by somebody else, is over, or is into another group", () => {
    for (const other of [
      one("USR-9", { ...inGroup, status: "invited" }, "USR-2"),
      offer({ expiresAt: now }),
      offer({ status: "invitationDeclined" }),
      one("USR-9", { status: "invited" }, "USR-1"),
    ]) {
      expect(
        reasons(
          run([
            [admin("USR-1"), remove],
            [other, remove],
          ]),
        ),
      ).toEqual([null, null]);
    }
  });
});

describe("slots", () => {
  const resend: Command = { kind: "resend" };
  const invited = (id: string) => one(id, { status: "invited" });
  const sentAts = ({ decisions }: { decisions: Decision[] }) =>
    decisions.map((decision) => {
      const sent = decision.refusal ? undefined : decision.effects.find((effect) => "sentAt" in effect);
      return sent ? [sent.sentAt - now, sent.expiresAt - sent.sentAt] : null;
    });

  test("are given to mails that will leave, one after the other, from now or from where the last run ended", () => {
    const steps: [OneOfMany, Command][] = [
      [invited("USR-1"), resend],
      [one("USR-2"), resend],
      [invited("USR-3"), resend],
      [one("USR-4", { status: "removed" }), { kind: "invite", groupIds: [members], sendMail: false }],
      [one("USR-5", { status: "invitationExpired" }), { kind: "sendNew" }],
    ];
    const first = run(steps);
    const at = (slot: number) => [slot * bulkMailSpacingMs, lifetimeMs];
    // Whoever needs no mail takes no slot, though they have the time of the next one.
    expect(sentAts(first)).toEqual([at(0), null, at(1), at(2), at(2)]);
    expect(first.nextSlotAt).toBe(now + 3 * bulkMailSpacingMs);
    const behind = run(steps, { nextSlotAt: now + 60_000 });
    expect(sentAts(behind)[0]).toEqual([60_000, lifetimeMs]);
    expect(behind.nextSlotAt).toBe(now + 60_000 + 3 * bulkMailSpacingMs);
  });

  test("are taken by notices of removal too, and not by removing somebody who never joined", () => {
    const { decisions, nextSlotAt } = run([
      [one("USR-1"), remove],
      [invited("USR-2"), remove],
      [one("USR-3"), remove],
    ]);
    const notices = decisions.flatMap((decision) =>
      decision.refusal
        ? []
        : decision.effects.flatMap((effect) => (effect.kind === "sendRemovalNotice" ? effect.at - now : [])),
    );
    expect(notices).toEqual([0, bulkMailSpacingMs]);
    expect(nextSlotAt).toBe(now + 2 * bulkMailSpacingMs);
  });

  test("are not taken by a run without mails", () => {
    expect(run([[one("USR-1"), intoMembers]], { nextSlotAt: 5 }).nextSlotAt).toBe(now);
  });
});
