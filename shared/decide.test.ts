import { describe, expect, test } from "vitest";
import type { Actor, Command, Decision, Effect, Facts, NamedInvitation, UserFacts } from "./command.ts";
import { decide } from "./decide.ts";
import { maxSendsPerDay } from "./limits.ts";
import type { Refusal } from "./refusal.ts";
import { endingRefusal } from "./refuse.ts";
import { effectiveStatus, type InvitationEnding, invitationEndings, type UserStatus, userStatuses } from "./status.ts";

const hour = 3_600_000;
const day = 24 * hour;
const T0 = Date.UTC(2026, 0, 15, 12);
const lifetimeMs = 7 * day;
const now = T0;
/** Of an invitation that is still open, and of one that is over. */
const ahead = T0 + 3 * day;
const past = T0 - 3 * day;

const administrators = "GRP-ADMINISTRATORS00";
const members = "GRP-MEMBERS000000000";
const administrator: Actor = { kind: "user", id: "USR-ASKER" };
const token: Actor = { kind: "token", id: "TOK-ASKER" };
const invitee: Actor = { kind: "invitee" };
const system: Actor = { kind: "system" };

/** A user of each status as it is stored; `overdue` is stored as invited, but the deadline has passed. */
type Stored = UserStatus | "overdue";

const endings: Record<Stored, InvitationEnding | null> = {
  invited: null,
  overdue: null,
  invitationExpired: "expired",
  invitationDeclined: "declined",
  active: "accepted",
  blocked: "accepted",
  removed: "withdrawn",
};

function userOf(stored: Stored, over: Partial<UserFacts> = {}): UserFacts {
  return {
    id: "USR-1",
    status: stored === "overdue" ? "invited" : stored,
    expiresAt: stored === "overdue" || stored === "invitationExpired" ? past : ahead,
    invitationId: "INV-1",
    groupIds: stored === "removed" ? [] : [members],
    inAdministrators: false,
    askedAgainAt: null,
    ...over,
  };
}

function factsOf(stored: Stored, user: Partial<UserFacts> = {}, facts: Partial<Facts> = {}): Facts {
  const is = userOf(stored, user);
  return {
    user: is,
    named: { id: "INV-1", endedAs: endings[stored], expiresAt: is.expiresAt ?? ahead },
    activeAdministrators: 2,
    administratorsGroupId: administrators,
    sends: { resentAt: null, sentAts: [] },
    ...facts,
  };
}

/** One of several administrators, as a user in the group. */
const inGroup = { groupIds: [administrators], inAdministrators: true } as const satisfies Partial<UserFacts>;

function ask(facts: Facts, command: Command, actor: Actor = administrator, at = now): Decision {
  return decide(facts, actor, command, { now: at, lifetimeMs });
}

function refusalOf(decision: Decision): Refusal | null {
  return decision.refusal ?? null;
}

function effectsOf(decision: Decision): Effect[] {
  if (decision.refusal) throw new Error(`refused: ${decision.refusal.reason}`);
  return decision.effects;
}

function recorded(decision: Decision): string[] {
  return effectsOf(decision).flatMap((effect) => (effect.kind === "record" ? [effect.type] : []));
}

const accept: Command = { kind: "accept", proof: "session", invitedAddress: "a•••", signedInAs: "" };
const invite: Command = { kind: "invite", groupIds: [members], sendMail: true };
const correctAddress: Command = { kind: "correctAddress", before: "old@example.com", after: "new@example.com" };
const editGroups: Command = { kind: "editGroups", groupIds: [members] };

const expired: Refusal = { reason: "invitationExpired", expiredAt: past };
const notExpired: Refusal = { reason: "invitationNotExpired", expiresAt: ahead };
const declined: Refusal = { reason: "invitationDeclined" };
const accepted: Refusal = { reason: "alreadyAccepted" };
const withdrawn: Refusal = { reason: "invitationWithdrawn" };
const blocked: Refusal = { reason: "blocked" };
const wrong = (status: UserStatus): Refusal => ({ reason: "wrongStatus", status });
const alreadyInvited = (status: UserStatus): Refusal => ({ reason: "alreadyInvited", userId: "USR-1", status });
const alreadyUser = (status: UserStatus): Refusal => ({ reason: "alreadyUser", userId: "USR-1", status });

/** What a cell of the state table says: the next status, or the refusal. */
type Cell = UserStatus | "deleted" | Refusal;
type Row = Record<UserStatus, Cell>;

const table: { command: Command; actor: Actor; row: Row }[] = [
  {
    command: accept,
    actor: invitee,
    row: {
      invited: "active",
      invitationExpired: expired,
      invitationDeclined: declined,
      active: accepted,
      blocked: accepted,
      removed: withdrawn,
    },
  },
  {
    command: { kind: "decline" },
    actor: invitee,
    row: {
      invited: "invitationDeclined",
      invitationExpired: expired,
      invitationDeclined: declined,
      active: accepted,
      blocked: accepted,
      removed: withdrawn,
    },
  },
  ...(["copyLink", "resend"] as const).map((kind) => ({
    command: { kind },
    actor: administrator,
    row: {
      invited: "invited",
      invitationExpired: expired,
      invitationDeclined: declined,
      active: accepted,
      blocked,
      removed: wrong("removed"),
    } satisfies Row,
  })),
  {
    command: { kind: "sendNew" },
    actor: administrator,
    row: {
      invited: notExpired,
      invitationExpired: "invited",
      invitationDeclined: "invited",
      active: accepted,
      blocked,
      removed: wrong("removed"),
    },
  },
  {
    command: invite,
    actor: administrator,
    row: {
      invited: alreadyInvited("invited"),
      invitationExpired: alreadyInvited("invitationExpired"),
      invitationDeclined: alreadyInvited("invitationDeclined"),
      active: alreadyUser("active"),
      blocked: alreadyUser("blocked"),
      removed: "invited",
    },
  },
  {
    command: editGroups,
    actor: administrator,
    row: {
      invited: "invited",
      invitationExpired: "invitationExpired",
      invitationDeclined: "invitationDeclined",
      active: "active",
      blocked,
      removed: wrong("removed"),
    },
  },
  {
    command: correctAddress,
    actor: administrator,
    row: {
      invited: "invited",
      invitationExpired: "invited",
      invitationDeclined: "invited",
      active: accepted,
      blocked: accepted,
      removed: wrong("removed"),
    },
  },
  {
    command: { kind: "remove" },
    actor: administrator,
    row: {
      invited: "removed",
      invitationExpired: "removed",
      invitationDeclined: "removed",
      active: "removed",
      blocked: "removed",
      removed: wrong("removed"),
    },
  },
  {
    command: { kind: "leave" },
    actor: { kind: "user", id: "USR-1" },
    row: {
      invited: wrong("invited"),
      invitationExpired: wrong("invitationExpired"),
      invitationDeclined: wrong("invitationDeclined"),
      active: "removed",
      blocked: wrong("blocked"),
      removed: wrong("removed"),
    },
  },
  {
    command: { kind: "block" },
    actor: administrator,
    row: {
      invited: wrong("invited"),
      invitationExpired: wrong("invitationExpired"),
      invitationDeclined: wrong("invitationDeclined"),
      active: "blocked",
      blocked: wrong("blocked"),
      removed: wrong("removed"),
    },
  },
  {
    command: { kind: "unblock" },
    actor: administrator,
    row: {
      invited: wrong("invited"),
      invitationExpired: wrong("invitationExpired"),
      invitationDeclined: wrong("invitationDeclined"),
      active: wrong("active"),
      blocked: "active",
      removed: wrong("removed"),
    },
  },
  {
    command: { kind: "delete" },
    actor: administrator,
    row: {
      invited: wrong("invited"),
      invitationExpired: wrong("invitationExpired"),
      invitationDeclined: wrong("invitationDeclined"),
      active: wrong("active"),
      blocked: wrong("blocked"),
      removed: "deleted",
    },
  },
  {
    command: { kind: "askAgain" },
    actor: invitee,
    row: {
      invited: notExpired,
      invitationExpired: "invitationExpired",
      invitationDeclined: declined,
      active: accepted,
      blocked: accepted,
      removed: withdrawn,
    },
  },
];

describe("the state table", () => {
  for (const { command, actor, row } of table) {
    test.each(userStatuses)(`${command.kind}: %s`, (status) => {
      const decision = ask(factsOf(status), command, actor);
      expect(decision.refusal ?? decision.next).toEqual(row[status]);
    });

    test(`${command.kind}: an overdue invitation that is stored as invited is an expired one`, () => {
      const decision = ask(factsOf("overdue"), command, actor);
      expect(decision.refusal ?? decision.next).toEqual(row.invitationExpired);
      // Refused commands write nothing, not even the expiry.
      if (decision.refusal) return;
      expect(decision.effects.slice(0, 4)).toEqual([
        { kind: "endInvitation", as: "expired", at: past },
        { kind: "setStatus", status: "invitationExpired", at: past },
        { kind: "record", type: "invitation.expired", at: past, by: "system" },
        { kind: "tellInviter" },
      ]);
      expect(decision.effects.slice(4)).toEqual(effectsOf(ask(factsOf("invitationExpired"), command, actor)));
    });
  }

  test("nobody is there: every command but inviting says so", () => {
    for (const { command, actor } of table) {
      const refusal = refusalOf(ask({ ...factsOf("active"), user: null }, command, actor));
      expect(refusal).toEqual(command.kind === "invite" ? null : { reason: "notFound" });
    }
  });
});

describe("the deadline", () => {
  const link = factsOf("invited");
  const accepts = (at: number) => refusalOf(ask(link, accept, invitee, at))?.reason ?? "accepted";

  test("a millisecond before it an invitation is valid; exactly at it, it has expired", () => {
    expect([ahead - 1, ahead, ahead + 1].map(accepts)).toEqual(["accepted", "invitationExpired", "invitationExpired"]);
    expect(refusalOf(ask(link, { kind: "sendNew" }, administrator, ahead - 1))).toEqual(notExpired);
    expect(refusalOf(ask(link, { kind: "sendNew" }, administrator, ahead))).toBeNull();
  });

  test("the clock expires an overdue invitation, once, at its deadline and by the system", () => {
    const decision = ask(factsOf("overdue"), { kind: "expire" }, system);
    expect(decision).toEqual({
      next: "invitationExpired",
      administratorsChange: false,
      effects: [
        { kind: "endInvitation", as: "expired", at: past },
        { kind: "setStatus", status: "invitationExpired", at: past },
        { kind: "record", type: "invitation.expired", at: past, by: "system" },
        { kind: "tellInviter" },
      ],
    });
    expect(refusalOf(ask(factsOf("invited"), { kind: "expire" }, system))).toEqual(notExpired);
    for (const status of userStatuses) {
      if (status === "invited") continue;
      expect(refusalOf(ask(factsOf(status), { kind: "expire" }, system))).toEqual(wrong(status));
    }
  });
});

describe("accepting", () => {
  test("lets in, ends the offer, and attaches the login", () => {
    expect(effectsOf(ask(factsOf("invited"), accept, invitee))).toEqual([
      { kind: "endInvitation", as: "accepted", at: now },
      { kind: "attachLogin" },
      { kind: "setPerson" },
      { kind: "setStatus", status: "active", at: now },
      { kind: "record", type: "invitation.accepted", at: now, by: "actor" },
      { kind: "tellInviter" },
    ]);
  });

  test("needs a proof of the invited address: a session of it, or the mailed link", () => {
    const by = (proof: "session" | "otherSession" | "mailedLink" | "none") =>
      refusalOf(
        ask(
          factsOf("invited"),
          { kind: "accept", proof, invitedAddress: "a•••", signedInAs: "bob@example.com" },
          invitee,
        ),
      );
    expect(by("session")).toBeNull();
    expect(by("mailedLink")).toBeNull();
    expect(by("none")).toEqual({ reason: "signInRequired" });
    expect(by("otherSession")).toEqual({
      reason: "wrongAddress",
      invitedAddress: "a•••",
      signedInAs: "bob@example.com",
    });
  });

  test("a dead link says so, whoever holds it", () => {
    for (const proof of ["session", "otherSession", "mailedLink", "none"] as const) {
      const command: Command = { kind: "accept", proof, invitedAddress: "a•••", signedInAs: "b" };
      expect(refusalOf(ask(factsOf("overdue"), command, invitee))).toEqual(expired);
    }
  });

  test("declining needs no proof", () => {
    expect(effectsOf(ask(factsOf("invited"), { kind: "decline" }, invitee))).toEqual([
      { kind: "endInvitation", as: "declined", at: now },
      { kind: "setStatus", status: "invitationDeclined", at: now },
      { kind: "record", type: "invitation.declined", at: now, by: "actor" },
      { kind: "tellInviter" },
    ]);
  });
});

describe("links", () => {
  const byCode: Command[] = [accept, { kind: "decline" }, { kind: "askAgain" }];

  test.each(["replaced", "expired", "declined"] as const)(
    "an older link (%s) of a renewed user stays dead",
    (endedAs) => {
      const named: NamedInvitation = { id: "INV-0", endedAs, expiresAt: past };
      for (const command of byCode) {
        expect(refusalOf(ask(factsOf("invited", {}, { named }), command, invitee))).toEqual({
          reason: "invitationReplaced",
        });
      }
    },
  );

  test("a link that was replaced does not ask for another when the newer one has expired", () => {
    const named: NamedInvitation = { id: "INV-0", endedAs: "replaced", expiresAt: ahead };
    for (const command of byCode) {
      for (const stored of ["overdue", "invitationExpired"] as const) {
        expect(refusalOf(ask(factsOf(stored, {}, { named }), command, invitee))).toEqual({
          reason: "invitationReplaced",
        });
      }
    }
  });

  test("the link of a removed user tells how that invitation ended", () => {
    const told: Record<InvitationEnding, Refusal> = {
      accepted,
      declined,
      expired,
      replaced: { reason: "invitationReplaced" },
      withdrawn,
    };
    for (const endedAs of invitationEndings) {
      const named: NamedInvitation = { id: "INV-1", endedAs, expiresAt: past };
      expect(endingRefusal(named, now)).toEqual(told[endedAs]);
      for (const command of byCode) {
        expect(refusalOf(ask(factsOf("removed", {}, { named }), command, invitee))).toEqual(told[endedAs]);
      }
    }
  });

  test("copying moves nothing and is audited", () => {
    expect(effectsOf(ask(factsOf("invited"), { kind: "copyLink" }))).toEqual([
      { kind: "record", type: "invitation.linkCopied", at: now, by: "actor" },
    ]);
  });
});

describe("sending", () => {
  const resend: Command = { kind: "resend" };
  const resentBefore = (ms: number) => factsOf("invited", {}, { sends: { resentAt: now - ms, sentAts: [now - ms] } });

  test("resending sends the same link with a fresh deadline", () => {
    const decision = ask(factsOf("invited"), resend);
    expect(decision.refusal ?? decision.next).toBe("invited");
    expect(effectsOf(decision)).toEqual([
      { kind: "restartInvitation", sentAt: now, expiresAt: now + lifetimeMs, mail: "invitation" },
      { kind: "record", type: "invitation.resent", at: now, by: "actor", details: { expiresAt: now + lifetimeMs } },
    ]);
  });

  test("the first resend may follow the invitation at once, the next one after 60 s", () => {
    expect(
      refusalOf(ask(factsOf("invited", {}, { sends: { resentAt: null, sentAts: [now - 1] } }), resend)),
    ).toBeNull();
    expect(refusalOf(ask(resentBefore(0), resend))).toEqual({ reason: "coolingDown", retryAfterMs: 60_000 });
    expect(refusalOf(ask(resentBefore(59_999), resend))).toEqual({ reason: "coolingDown", retryAfterMs: 1 });
    expect(refusalOf(ask(resentBefore(60_000), resend))).toBeNull();
  });

  const sending: [Command, Stored][] = [
    [resend, "invited"],
    [{ kind: "sendNew" }, "invitationExpired"],
    [{ kind: "sendNew" }, "invitationDeclined"],
    [correctAddress, "invited"],
    [invite, "removed"],
  ];

  test.each(sending)("an address gets 5 invitation mails within 24 h at most (%o, %s)", (command, stored) => {
    // Newest first, an hour apart: the fifth last one leaves the window first.
    const answerAfter = (count: number, oldest: number) =>
      refusalOf(
        ask(
          factsOf(
            stored,
            {},
            {
              sends: {
                resentAt: null,
                sentAts: Array.from({ length: count }, (_, i) => oldest + (count - 1 - i) * hour),
              },
            },
          ),
          command,
        ),
      );
    expect(answerAfter(4, now - 20 * hour)).toBeNull();
    expect(answerAfter(5, now - 20 * hour)).toEqual({ reason: "tooManySends", retryAfterMs: 4 * hour });
    expect(answerAfter(5, now - day + 1)).toEqual({ reason: "tooManySends", retryAfterMs: 1 });
    expect(answerAfter(5, now - day)).toBeNull();
    expect(answerAfter(6, now - 20 * hour)).toEqual({ reason: "tooManySends", retryAfterMs: 5 * hour });
    expect(maxSendsPerDay).toBe(5);
  });

  test("inviting without a mail counts none", () => {
    const sends = { resentAt: now, sentAts: Array.from({ length: 9 }, () => now) };
    const command: Command = { kind: "invite", groupIds: [members], sendMail: false };
    const effects = effectsOf(ask(factsOf("removed", {}, { sends }), command));
    expect(effects[1]).toEqual({
      kind: "createInvitation",
      sentAt: now,
      expiresAt: now + lifetimeMs,
      mail: null,
    });
  });

  test("sending new makes another offer with a link and 7 days of its own", () => {
    expect(effectsOf(ask(factsOf("invitationDeclined"), { kind: "sendNew" }))).toEqual([
      { kind: "createInvitation", sentAt: now, expiresAt: now + lifetimeMs, mail: "newInvitation" },
      { kind: "setStatus", status: "invited", at: now },
      {
        kind: "record",
        type: "invitation.created",
        at: now,
        by: "actor",
        details: { expiresAt: now + lifetimeMs, mail: true },
      },
    ]);
  });

  test("correcting the address tells both, and whoever has the new one already", () => {
    const { before, after } = correctAddress as Extract<Command, { kind: "correctAddress" }>;
    expect(effectsOf(ask(factsOf("invited"), correctAddress))).toContainEqual({
      kind: "record",
      type: "user.addressCorrected",
      at: now,
      by: "actor",
      details: { before, after },
    });
    const heldBy = (stored: Stored) => factsOf("invited", {}, { holder: userOf(stored, { id: "USR-2" }) });
    for (const [stored, refusal] of [
      ["overdue", { reason: "alreadyInvited", userId: "USR-2", status: "invitationExpired" }],
      ["invitationDeclined", { reason: "alreadyInvited", userId: "USR-2", status: "invitationDeclined" }],
      ["active", { reason: "alreadyUser", userId: "USR-2", status: "active" }],
      ["removed", { reason: "alreadyUser", userId: "USR-2", status: "removed" }],
    ] as const) {
      expect(refusalOf(ask(heldBy(stored), correctAddress))).toEqual(refusal);
    }
  });

  test("correcting the address replaces an open offer, and makes a new one where it is over", () => {
    const open = ask(factsOf("invited"), correctAddress);
    expect(effectsOf(open)[0]).toEqual({ kind: "endInvitation", as: "replaced", at: now });
    expect(recorded(open)).toEqual(["invitation.replaced", "user.addressCorrected", "invitation.created"]);
    const over = ask(factsOf("invitationExpired"), correctAddress);
    expect(effectsOf(over).some(({ kind }) => kind === "endInvitation")).toBe(false);
    expect(recorded(over)).toEqual(["user.addressCorrected", "invitation.created"]);
    const overdue = ask(factsOf("overdue"), correctAddress);
    expect(recorded(overdue)).toEqual(["invitation.expired", "user.addressCorrected", "invitation.created"]);
  });
});

describe("inviting", () => {
  test("a newcomer gets a row, a removed user has one; else they get the same", () => {
    const newcomer = effectsOf(ask({ ...factsOf("active"), user: null, named: null }, invite));
    const removed = effectsOf(ask(factsOf("removed"), invite));
    expect(newcomer[0]).toEqual({ kind: "createUser" });
    expect(newcomer.slice(1)).toEqual(removed.slice(1));
    expect(removed.map(({ kind }) => kind)).toEqual([
      "setPerson",
      "createInvitation",
      "setGroups",
      "setStatus",
      "record",
    ]);
  });

  test("needs a group", () => {
    const command: Command = { kind: "invite", groupIds: [], sendMail: true };
    expect(refusalOf(ask({ ...factsOf("active"), user: null }, command))).toEqual({ reason: "groupRequired" });
    expect(refusalOf(ask(factsOf("removed"), command))).toEqual({ reason: "groupRequired" });
  });

  test("who is there already is told before anything else", () => {
    const command: Command = { kind: "invite", groupIds: [], sendMail: true };
    expect(refusalOf(ask(factsOf("overdue"), command))).toEqual(alreadyInvited("invitationExpired"));
  });
});

describe("groups", () => {
  test("a user keeps a group, a pending one too", () => {
    for (const stored of ["invited", "invitationExpired", "invitationDeclined", "active"] as const) {
      expect(refusalOf(ask(factsOf(stored), { kind: "editGroups", groupIds: [] }))).toEqual({
        reason: "groupRequired",
      });
    }
  });

  test("editing tells the groups before and after", () => {
    expect(effectsOf(ask(factsOf("active"), { kind: "editGroups", groupIds: ["GRP-2"] }))).toEqual([
      { kind: "setGroups", groupIds: ["GRP-2"] },
      {
        kind: "record",
        type: "user.edited",
        at: now,
        by: "actor",
        details: { groupsBefore: [members], groupsAfter: ["GRP-2"] },
      },
    ]);
  });
});

describe("removing and blocking", () => {
  test("a pending user's offer is withdrawn, without a mail and without a login to detach", () => {
    expect(effectsOf(ask(factsOf("invited"), { kind: "remove" }))).toEqual([
      { kind: "endInvitation", as: "withdrawn", at: now },
      { kind: "record", type: "invitation.withdrawn", at: now, by: "actor" },
      { kind: "setGroups", groupIds: [] },
      { kind: "setStatus", status: "removed", at: now },
      { kind: "record", type: "user.removed", at: now, by: "actor" },
    ]);
    for (const stored of ["invitationExpired", "invitationDeclined"] as const) {
      expect(effectsOf(ask(factsOf(stored), { kind: "remove" }))).toEqual([
        { kind: "setGroups", groupIds: [] },
        { kind: "setStatus", status: "removed", at: now },
        { kind: "record", type: "user.removed", at: now, by: "actor" },
      ]);
    }
  });

  test.each(["active", "blocked"] as const)("who joined (%s) is told, and loses login and groups", (stored) => {
    expect(effectsOf(ask(factsOf(stored), { kind: "remove" }))).toEqual([
      { kind: "sendRemovalNotice", at: now },
      { kind: "detachLogin" },
      { kind: "setGroups", groupIds: [] },
      { kind: "setStatus", status: "removed", at: now },
      { kind: "record", type: "user.removed", at: now, by: "actor" },
    ]);
  });

  test("who leaves gets no notice of it", () => {
    const decision = ask(factsOf("active"), { kind: "leave" }, { kind: "user", id: "USR-1" });
    expect(effectsOf(decision)).toEqual([
      { kind: "detachLogin" },
      { kind: "setGroups", groupIds: [] },
      { kind: "setStatus", status: "removed", at: now },
      { kind: "record", type: "user.left", at: now, by: "actor" },
    ]);
  });

  test("deleting empties what is personal", () => {
    expect(effectsOf(ask(factsOf("removed"), { kind: "delete" }))).toEqual([
      { kind: "erase" },
      { kind: "record", type: "user.deleted", at: now, by: "actor" },
    ]);
  });

  test("blocking and unblocking keep groups and login", () => {
    expect(effectsOf(ask(factsOf("active"), { kind: "block" })).map(({ kind }) => kind)).toEqual([
      "setStatus",
      "record",
    ]);
    expect(effectsOf(ask(factsOf("blocked"), { kind: "unblock" })).map(({ kind }) => kind)).toEqual([
      "setStatus",
      "record",
    ]);
  });

  test("nobody removes or blocks themselves, also as the last administrator", () => {
    const self: Actor = { kind: "user", id: "USR-1" };
    for (const kind of ["remove", "block"] as const) {
      for (const activeAdministrators of [1, 2]) {
        const facts = factsOf("active", inGroup, { activeAdministrators });
        expect(refusalOf(ask(facts, { kind }, self))).toEqual({ reason: "self" });
      }
    }
  });
});

describe("an account keeps an active administrator", () => {
  const leavers: [Command, Actor][] = [
    [{ kind: "remove" }, administrator],
    [{ kind: "block" }, administrator],
    [{ kind: "leave" }, { kind: "user", id: "USR-1" }],
    [editGroups, administrator],
    [editGroups, { kind: "user", id: "USR-1" }],
  ];

  test.each(leavers)("%o: refused to the last one, and takes the powers of any other", (command, actor) => {
    const last = factsOf("active", inGroup, { activeAdministrators: 1 });
    expect(refusalOf(ask(last, command, actor))).toEqual({ reason: "lastAdministrator" });
    const another = ask(factsOf("active", inGroup), command, actor);
    expect(effectsOf(another)).toContainEqual({ kind: "revokePowers", at: now });
    expect(another).toMatchObject({ administratorsChange: true });
  });

  test.each(leavers)("%o: an active user outside the group has no powers to lose", (command, actor) => {
    const decision = ask(factsOf("active", {}, { activeAdministrators: 1 }), command, actor);
    expect(effectsOf(decision).some(({ kind }) => kind === "revokePowers")).toBe(false);
    expect(decision).toMatchObject({ administratorsChange: false });
  });

  test("the last one may be edited while staying in", () => {
    const last = factsOf("active", inGroup, { activeAdministrators: 1 });
    const decision = ask(last, { kind: "editGroups", groupIds: [administrators, members] });
    expect(effectsOf(decision).some(({ kind }) => kind === "revokePowers")).toBe(false);
    expect(decision).toMatchObject({ administratorsChange: false });
  });

  test("pending and blocked members of the group do not count, so they come and go freely", () => {
    for (const stored of ["invited", "invitationExpired", "invitationDeclined", "blocked"] as const) {
      const decision = ask(factsOf(stored, inGroup, { activeAdministrators: 1 }), { kind: "remove" });
      expect(effectsOf(decision).some(({ kind }) => kind === "revokePowers")).toBe(false);
      expect(decision).toMatchObject({ next: "removed", administratorsChange: false });
    }
    const decision = ask(factsOf("invited", inGroup, { activeAdministrators: 1 }), editGroups);
    expect(decision).toMatchObject({ next: "invited", administratorsChange: false });
  });

  test("joining, unblocking and being put in add one", () => {
    expect(ask(factsOf("invited", inGroup), accept, invitee)).toMatchObject({ administratorsChange: true });
    expect(ask(factsOf("invited"), accept, invitee)).toMatchObject({ administratorsChange: false });
    expect(ask(factsOf("blocked", inGroup), { kind: "unblock" })).toMatchObject({ administratorsChange: true });
    const putIn: Command = { kind: "editGroups", groupIds: [members, administrators] };
    expect(ask(factsOf("active"), putIn)).toMatchObject({ administratorsChange: true });
    expect(ask(factsOf("invited"), putIn)).toMatchObject({ administratorsChange: false });
  });
});

describe("a token", () => {
  const notAllowed: Refusal = { reason: "notAllowed" };

  test("puts nobody into Administrators and takes nobody out", () => {
    const putIn: Command = { kind: "editGroups", groupIds: [members, administrators] };
    for (const stored of ["invited", "invitationExpired", "invitationDeclined", "active"] as const) {
      expect(refusalOf(ask(factsOf(stored), putIn, token))).toEqual(notAllowed);
      expect(refusalOf(ask(factsOf(stored, inGroup), editGroups, token))).toEqual(notAllowed);
      expect(refusalOf(ask(factsOf(stored, inGroup), putIn, token))).toBeNull();
      expect(refusalOf(ask(factsOf(stored), editGroups, token))).toBeNull();
    }
    const into: Command = { kind: "invite", groupIds: [administrators], sendMail: true };
    expect(refusalOf(ask({ ...factsOf("active"), user: null }, into, token))).toEqual(notAllowed);
    expect(refusalOf(ask(factsOf("removed"), into, token))).toEqual(notAllowed);
    for (const over of ["invitationExpired", "invitationDeclined"] as const) {
      expect(refusalOf(ask(factsOf(over, inGroup), { kind: "sendNew" }, token))).toEqual(notAllowed);
      expect(refusalOf(ask(factsOf(over), { kind: "sendNew" }, token))).toBeNull();
    }
  });

  test("neither blocks nor removes an administrator, nor lets one back in", () => {
    expect(refusalOf(ask(factsOf("active", inGroup), { kind: "block" }, token))).toEqual(notAllowed);
    expect(refusalOf(ask(factsOf("active", inGroup), { kind: "remove" }, token))).toEqual(notAllowed);
    expect(refusalOf(ask(factsOf("blocked", inGroup), { kind: "remove" }, token))).toEqual(notAllowed);
    expect(refusalOf(ask(factsOf("blocked", inGroup), { kind: "unblock" }, token))).toEqual(notAllowed);
    expect(refusalOf(ask(factsOf("invited", inGroup), correctAddress, token))).toEqual(notAllowed);
  });

  test("does everything to everybody else, whoever shares its id", () => {
    for (const { command, actor, row } of table) {
      if (actor !== administrator) continue;
      for (const status of userStatuses) {
        const decision = ask(factsOf(status), command, { kind: "token", id: "USR-1" });
        expect(decision.refusal ?? decision.next).toEqual(row[status]);
      }
    }
  });
});

describe("asking again", () => {
  const answerAfter = (ms: number) =>
    refusalOf(ask(factsOf("invitationExpired", { askedAgainAt: now - ms }), { kind: "askAgain" }, invitee));

  test("marks the row, once a day", () => {
    expect(effectsOf(ask(factsOf("invitationExpired"), { kind: "askAgain" }, invitee))).toEqual([
      { kind: "markAskedAgain", at: now },
      { kind: "record", type: "invitation.askedAgain", at: now, by: "actor" },
    ]);
    expect(answerAfter(0)).toEqual({ reason: "coolingDown", retryAfterMs: day });
    expect(answerAfter(day - 1)).toEqual({ reason: "coolingDown", retryAfterMs: 1 });
    expect(answerAfter(day)).toBeNull();
  });
});

/** Mulberry32: the same stories in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}

test("whatever the facts: it answers, refuses or acts, tells its next status, and keeps an administrator", () => {
  const random = randomFrom(20_260_115);
  const pick = <T>(from: readonly T[]): T => {
    const picked = from[Math.floor(random() * from.length)];
    if (picked === undefined) throw new Error("nothing to pick from");
    return picked;
  };
  const maybe = <T>(value: T): T | null => (random() < 0.3 ? null : value);
  const instant = () => now + pick([-8 * day, -day, -60_000, -1, 0, 1, 60_000, day, 7 * day]);
  const groupIds = () => pick([[], [members], [administrators], [administrators, members]]);
  const actors: Actor[] = [administrator, { kind: "user", id: "USR-1" }, token, invitee, system];
  const refused = { yes: 0, no: 0 };

  for (let story = 0; story < 10_000; story++) {
    const groups = groupIds();
    const user: UserFacts = {
      id: "USR-1",
      status: pick(userStatuses),
      expiresAt: maybe(instant()),
      invitationId: maybe("INV-1"),
      groupIds: groups,
      inAdministrators: groups.includes(administrators),
      askedAgainAt: maybe(instant()),
    };
    const named = { id: pick(["INV-1", "INV-0"]), endedAs: maybe(pick(invitationEndings)), expiresAt: instant() };
    const sentAts = Array.from({ length: pick([0, 1, 5, 6]) }, instant).sort((a, b) => b - a);
    const facts: Facts = deepFreeze({
      user: random() < 0.05 ? null : user,
      named: maybe(named),
      activeAdministrators: pick([1, 2, 3]),
      administratorsGroupId: administrators,
      sends: maybe({ resentAt: maybe(instant()), sentAts }),
    });
    const commands: Command[] = [
      { kind: "invite", groupIds: groupIds(), sendMail: random() < 0.5 },
      { kind: "editGroups", groupIds: groupIds() },
      correctAddress,
      {
        kind: "accept",
        proof: pick(["session", "otherSession", "mailedLink", "none"] as const),
        invitedAddress: "a",
        signedInAs: "b",
      },
      ...(
        [
          "copyLink",
          "resend",
          "sendNew",
          "remove",
          "leave",
          "block",
          "unblock",
          "delete",
          "decline",
          "askAgain",
          "expire",
        ] as const
      ).map((kind) => ({ kind })),
    ];
    const command = deepFreeze(pick(commands));
    const actor = pick(actors);
    const decision = decide(facts, actor, command, { now, lifetimeMs });
    const about = JSON.stringify({ facts, command, actor, decision });

    expect(decide(facts, actor, command, { now, lifetimeMs }), about).toEqual(decision);
    if (decision.refusal) {
      refused.yes++;
      expect(Object.keys(decision), about).toEqual(["refusal"]);
      if ("retryAfterMs" in decision.refusal) expect(decision.refusal.retryAfterMs, about).toBeGreaterThan(0);
      continue;
    }
    refused.no++;
    expect(decision.effects.length, about).toBeGreaterThan(0);
    expect(
      decision.effects.some(({ kind }) => kind === "record"),
      about,
    ).toBe(true);
    const was = facts.user && effectiveStatus(facts.user, now);
    const last = decision.effects.findLast((effect) => effect.kind === "setStatus");
    if (decision.next !== "deleted") expect(last?.status ?? was, about).toBe(decision.next);
    const loses = decision.effects.some(({ kind }) => kind === "revokePowers");
    if (loses) {
      expect(facts.activeAdministrators, about).toBeGreaterThan(1);
      expect(decision.administratorsChange, about).toBe(true);
    }
    const groupsAfter = decision.effects.find((effect) => effect.kind === "setGroups")?.groupIds ?? groups;
    const isOne = decision.next === "active" && groupsAfter.includes(administrators);
    const wasOne = was === "active" && user.inAdministrators;
    expect(decision.administratorsChange, about).toBe(isOne !== wasOne);
    expect(loses, about).toBe(wasOne && !isOne);
  }
  expect(refused.yes).toBeGreaterThan(1_000);
  expect(refused.no).toBeGreaterThan(1_000);
});
