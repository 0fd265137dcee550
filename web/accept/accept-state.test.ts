import { describe, expect, test } from "vitest";
import type { InvitationPreview } from "../../shared/outputs.ts";
import type { Refusal } from "../../shared/refusal.ts";
import { type AcceptEvent, type AcceptState, nextState } from "./accept-state.ts";

const preview: InvitationPreview = {
  accountName: "Stark Industries",
  inviterName: "Pepper Potts",
  email: "reto@example.com",
  signedInAs: null,
  isSignedInAsInvited: false,
  firstName: "Reto",
  lastName: "Mayer",
  groups: ["Designers"],
  message: null,
  expiresAt: 1_800_000_000_000,
  timeZone: "Europe/Zurich",
  locale: "en",
  termsUrl: null,
  support: null,
};
const offered: AcceptState = { kind: "offered", preview, problems: [], failure: null };
const unreachable = { kind: "unreachable" } as const;

function refused(refusal: Refusal): AcceptEvent {
  return { kind: "refused", refusal, support: "help@example.com" };
}

function opening(...events: AcceptEvent[]): AcceptState {
  return events.reduce<AcceptState>(nextState, { kind: "reading" });
}

describe("opening a link", () => {
  test("an open invitation is offered", () => {
    expect(opening({ kind: "previewed", preview })).toEqual(offered);
  });

  test("it is offered at once to whoever is signed in with the invited address", () => {
    const mine = { ...preview, signedInAs: preview.email, isSignedInAsInvited: true };
    expect(opening({ kind: "previewed", preview: mine }).kind).toBe("offered");
  });

  test("somebody else who is signed in sees both addresses instead", () => {
    const masked = { ...preview, email: "r•••@e•••.com", signedInAs: "tony@example.com" };
    expect(opening({ kind: "previewed", preview: masked })).toEqual({
      kind: "signedInAsOther",
      invitedAddress: "r•••@e•••.com",
      signedInAs: "tony@example.com",
    });
  });

  test("what could not be read can be tried again", () => {
    expect(opening({ kind: "failed", failure: unreachable })).toEqual({ kind: "unreadable", failure: unreachable });
    expect(opening({ kind: "failed", failure: unreachable }, { kind: "opened" })).toEqual({ kind: "reading" });
  });
});

test.each<Refusal>([
  { reason: "invitationExpired", expiredAt: 1_800_000_000_000 },
  { reason: "invitationReplaced" },
  { reason: "invitationWithdrawn" },
  { reason: "invitationDeclined" },
  { reason: "alreadyAccepted" },
  { reason: "linkInvalid" },
])("$reason is a dead link, on opening and when it happens meanwhile", (refusal) => {
  const mayAsk = refusal.reason === "invitationExpired";
  const dead = { kind: "dead", refusal, support: "help@example.com", mayAsk, failure: null };
  expect(opening(refused(refusal))).toEqual(dead);
  expect(nextState(offered, refused(refusal))).toEqual(dead);
  expect(nextState({ kind: "proving", preview }, refused(refusal))).toEqual(dead);
});

describe("asking for a new link", () => {
  const expired = refused({ reason: "invitationExpired", expiredAt: 1_800_000_000_000 });
  const asking = opening(expired);

  test("says so when it has worked, or when it was asked for before", () => {
    const asked = { kind: "askedAgain", asked: { accountName: "Stark Industries" } } as const;
    expect(nextState(asking, asked)).toEqual(asked);
    expect(nextState(asking, refused({ reason: "coolingDown", retryAfterMs: 1_000 }))).toEqual({
      kind: "askedBefore",
      retryAfterMs: 1_000,
      support: "help@example.com",
    });
  });

  test("is not offered again once it was refused", () => {
    expect(asking).toMatchObject({ mayAsk: true });
    expect(nextState(asking, expired)).toMatchObject({ kind: "dead", mayAsk: false });
    expect(nextState(asking, refused({ reason: "invitationReplaced" }))).toMatchObject({
      refusal: { reason: "invitationReplaced" },
      mayAsk: false,
    });
  });

  test("that failed can be tried again, and the failure is forgotten then", () => {
    const failed = nextState(asking, { kind: "failed", failure: unreachable });
    expect(failed).toEqual({ ...asking, failure: unreachable });
    expect(nextState(failed, { kind: "opened" })).toEqual({ kind: "reading" });
  });
});

describe("accepting", () => {
  test("a code is asked for only once it has been sent", () => {
    expect(nextState(offered, { kind: "codeSent" })).toEqual({ kind: "proving", preview });
    expect(nextState({ kind: "proving", preview }, { kind: "wentBack" })).toEqual(offered);
  });

  test("a session that changed meanwhile shows both addresses", () => {
    const refusal: Refusal = { reason: "wrongAddress", invitedAddress: "r•••@e•••.com", signedInAs: "t@example.com" };
    expect(nextState(offered, refused(refusal)).kind).toBe("signedInAsOther");
  });

  test("bad input, a failure, or a refusal that passes lead back to the form", () => {
    const problems = [
      { field: "firstName", problem: "nameWithLink", message: "A name cannot contain a link." } as const,
    ];
    expect(nextState(offered, { kind: "misfilled", problems })).toEqual({ ...offered, problems });
    const failed: AcceptEvent = { kind: "failed", failure: unreachable };
    expect(nextState({ kind: "proving", preview }, failed)).toEqual({ ...offered, failure: unreachable });
    expect(nextState(offered, refused({ reason: "conflict" })).kind).toBe("offered");
  });

  test("what went wrong is forgotten with the next step", () => {
    const wrong: AcceptState = { ...offered, failure: unreachable };
    expect(nextState(nextState(wrong, { kind: "codeSent" }), { kind: "wentBack" })).toEqual(offered);
  });
});
