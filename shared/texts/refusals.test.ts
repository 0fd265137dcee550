import { describe, expect, test } from "vitest";
import { inputProblems, type Refusal, type RefusalReason } from "../refusal.ts";
import * as de from "./de/refusals.ts";
import * as en from "./en/refusals.ts";
import { waitText } from "./wait-text.ts";

const refusals: { [Reason in RefusalReason]: Extract<Refusal, { reason: Reason }> } = {
  notFound: { reason: "notFound" },
  notAllowed: { reason: "notAllowed" },
  signInRequired: { reason: "signInRequired" },
  wrongAddress: { reason: "wrongAddress", invitedAddress: "a•••@e•••.com", signedInAs: "bob@example.com" },
  alreadyUser: { reason: "alreadyUser", userId: "USR-1", status: "active" },
  alreadyInvited: { reason: "alreadyInvited", userId: "USR-1", status: "invited" },
  alreadyAccepted: { reason: "alreadyAccepted" },
  invitationExpired: { reason: "invitationExpired", expiredAt: 1 },
  invitationNotExpired: { reason: "invitationNotExpired", expiresAt: 1 },
  invitationReplaced: { reason: "invitationReplaced" },
  invitationWithdrawn: { reason: "invitationWithdrawn" },
  invitationDeclined: { reason: "invitationDeclined" },
  linkInvalid: { reason: "linkInvalid" },
  wrongStatus: { reason: "wrongStatus", status: "active" },
  blocked: { reason: "blocked" },
  self: { reason: "self" },
  lastAdministrator: { reason: "lastAdministrator" },
  groupRequired: { reason: "groupRequired" },
  groupInUse: { reason: "groupInUse", userCount: 2 },
  nameTaken: { reason: "nameTaken" },
  accountRequired: { reason: "accountRequired" },
  coolingDown: { reason: "coolingDown", retryAfterMs: 41_000 },
  tooManySends: { reason: "tooManySends", retryAfterMs: 3_600_000 },
  tooManyRequests: { reason: "tooManyRequests", retryAfterMs: 1 },
  conflict: { reason: "conflict" },
};

describe.each([
  ["English", en],
  ["German", de],
])("in %s", (_, { refusalSentence, problemSentences }) => {
  test.each(Object.values(refusals))("the refusal $reason has a sentence", (refusal) => {
    expect(refusalSentence(refusal)).toMatch(/^[A-Z0-9].{10,}\.$/);
    expect(refusalSentence(refusal)).not.toMatch(/undefined|null|NaN|\[object/);
  });

  test("every refusal is told in its own words", () => {
    expect(new Set(Object.values(refusals).map(refusalSentence)).size).toBe(Object.keys(refusals).length);
  });

  test("a refusal says what helps", () => {
    expect(refusalSentence(refusals.coolingDown)).toContain("41 s");
    expect(refusalSentence(refusals.tooManySends)).toContain("60 min");
    expect(refusalSentence({ ...refusals.tooManySends, limit: "account" })).toMatch(/(account|Konto).*60 min/i);
    expect(refusalSentence(refusals.wrongAddress)).toContain("bob@example.com");
  });

  test.each(inputProblems)("the problem %s has a sentence of its own", (problem) => {
    const sentences = Object.values(problemSentences);
    expect(problemSentences[problem]).toMatch(/^[A-Z].{10,}$/);
    expect(sentences.filter((sentence) => sentence === problemSentences[problem])).toHaveLength(1);
  });
});

test("one user and several are told apart", () => {
  const [one, two] = [{ reason: "groupInUse", userCount: 1 } as const, { reason: "groupInUse", userCount: 2 } as const];
  expect([one, two].map((refusal) => en.refusalSentence(refusal).slice(0, 12))).toEqual([
    "1 user has n",
    "2 users have",
  ]);
  expect([one, two].map((refusal) => de.refusalSentence(refusal).slice(0, 14))).toEqual([
    "1 Person hat k",
    "2 Personen hab",
  ]);
});

test("waiting as long as it says is enough", () => {
  expect([0, 1, 1_000, 1_001, 99_000].map(waitText)).toEqual(["1 s", "1 s", "1 s", "2 s", "99 s"]);
  expect([99_001, 120_000, 120_001, 99 * 60_000].map(waitText)).toEqual(["2 min", "2 min", "3 min", "99 min"]);
  expect([99 * 60_000 + 1, 7_200_001, 86_400_000].map(waitText)).toEqual(["2 h", "3 h", "24 h"]);
});
