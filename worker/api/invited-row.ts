import type { Command } from "../../shared/command.ts";
import type { Sequence } from "../../shared/decide-many.ts";
import type { InviteManyResult, InviteOutcome } from "../../shared/outputs.ts";
import type { Refusal } from "../../shared/refusal.ts";
import { effectiveStatus, isPending } from "../../shared/status.ts";
import type { Asker } from "../db/asker.ts";
import type { Person } from "../db/people.ts";
import type { NewOffer, Target } from "../db/target.ts";
import { type UserFactsRow, userFactsOf } from "../db/user-facts.ts";
import type { Asking } from "./ask.ts";
import { type Outcome, sendingOf } from "./bulk.ts";
import { InputError } from "./refusal-error.ts";

/** A row that can be read; `offer` are the ids of what it may make, `digest` stands for its address once forgotten. */
export type ListedRow = {
  index: number;
  person: Person & { groupIds: string[]; externalId?: string | undefined };
  offer: Omit<NewOffer, "locale" | "message"> & { userId: string };
  digest: string;
};

export type Known = {
  byEmail: Map<string, UserFactsRow>;
  byExternalId: Map<string, UserFactsRow>;
  unknownGroups: Set<string>;
  /** By address or digest, newest first. */
  sends: Map<string, number[]>;
};

type Options = {
  message?: string | undefined;
  locale?: string | undefined;
  again?: boolean | undefined;
  renew?: boolean | undefined;
  dryRun?: boolean | undefined;
};

type Told = Omit<InviteManyResult, "index">;

/**
 * Judges the rows of one list in their order. Whoever is there already is told as the single command would; of those,
 * only the ones that were asked for by `renew` and `again` are written to, and only under the address of their row.
 */
export function invitedRow(ctx: Asking, options: Options, asker: Asker, sequence: Sequence, known: Known) {
  const firstByEmail = new Map<string, number>();
  const firstByExternalId = new Map<string, number>();
  /** Who has been invited by which row so far. */
  const invited = new Map<number, string | null>();

  return (row: ListedRow): Outcome<InviteManyResult> => {
    const { index, person } = row;
    const { email, externalId } = person;
    const first = firstByEmail.get(email) ?? (externalId === undefined ? undefined : firstByExternalId.get(externalId));
    if (!firstByEmail.has(email)) firstByEmail.set(email, index);
    if (externalId !== undefined && !firstByExternalId.has(externalId)) firstByExternalId.set(externalId, index);
    const duplicateOf = first === undefined ? {} : { duplicateOf: first };
    const say = (told: Told): Outcome<InviteManyResult> => {
      const result = { index, ...told, ...duplicateOf };
      return { result, lost: result, written: null };
    };
    const earlier = first === undefined ? undefined : invited.get(first);
    if (earlier !== undefined) return say({ outcome: "alreadyInvited", userId: earlier });
    if (person.groupIds.some((id) => known.unknownGroups.has(id))) {
      return say({
        outcome: "refused",
        userId: null,
        problems: new InputError("groupIds", "groupUnknown").problems,
      });
    }
    const facts = known.byEmail.get(email) ?? null;
    const other = externalId === undefined ? undefined : known.byExternalId.get(externalId);
    const asked = commandFor(row, facts, other, options, ctx.now);
    if ("told" in asked) {
      const judged = say(asked.told);
      const isNews = first === undefined && other === undefined;
      if (!isNews || externalId === undefined || facts?.externalId !== null) return judged;
      // Theirs for the rows to come: giving it to somebody else too would undo the whole list.
      known.byExternalId.set(externalId, facts);
      return { ...judged, written: naming(externalId, facts, ctx) };
    }
    const { command, outcome } = asked;
    const sentAts = [...(known.sends.get(email) ?? []), ...(known.sends.get(row.digest) ?? [])];
    const one = {
      user: facts && userFactsOf(facts),
      sends: { resentAt: null, sentAts: sentAts.sort((a, b) => b - a) },
      invitedByUserId: null,
    };
    const decision = sequence.decide(one, command);
    const existing = facts?.id ?? null;
    if (decision.refusal) return say({ outcome: "refused", userId: existing, refusal: decision.refusal });
    const target = targetOf(row, facts, command, options, asker, known);
    // A dry run makes nobody, so there is nobody to name.
    const userId = options.dryRun ? existing : target.userId;
    invited.set(index, userId);
    return {
      result: { index, outcome, userId, ...sendingOf(decision) },
      lost: { index, outcome: "refused", userId: existing, refusal: { reason: "conflict" } },
      written: { decision, target, loginId: null },
    };
  };
}

/**
 * Whoever is known by address only is known by the caller's id from now on, so that a list of every night does not
 * take them for somebody new when their address changes. Nothing else of them changes.
 */
function naming(externalId: string, facts: UserFactsRow, { now }: Asking): Outcome<object>["written"] {
  const { id: userId, revision, currentInvitationId: invitationId } = facts;
  return {
    decision: {
      next: facts.status,
      effects: [
        { kind: "setPerson" },
        { kind: "record", type: "user.edited", at: now, by: "actor", details: { externalId } },
      ],
      administratorsChange: false,
    },
    target: { userId, revision, invitationId, person: facts, externalId },
    loginId: null,
  };
}

type Asked = { command: Command; outcome: InviteOutcome } | { told: Told };

/** What a row asks for about whoever is there: by its address, or else by the id in the caller's system. */
function commandFor(
  { person }: ListedRow,
  facts: UserFactsRow | null,
  other: UserFactsRow | undefined,
  { again, renew }: Options,
  now: number,
): Asked {
  const invite: Command = { kind: "invite", groupIds: person.groupIds, sendMail: true };
  const there = facts ?? other;
  if (there === undefined || there === null) return { command: invite, outcome: "created" };
  const status = effectiveStatus(there, now);
  const told = (outcome: InviteOutcome, refusal: Refusal): Asked => ({ told: { outcome, userId: there.id, refusal } });
  // The address is one user's and the id in the caller's system another's: which of them is meant, only the caller knows.
  if (other !== undefined && other.id !== there.id) return told("refused", { reason: "conflict" });
  if (status === "active" || status === "blocked") {
    const refusal = { reason: "alreadyUser", userId: there.id, status } as const;
    return told(status === "active" ? "alreadyActive" : "refused", refusal);
  }
  if (isPending(status)) {
    const isAsked =
      facts !== null && (status === "invitationExpired" ? renew : status === "invitationDeclined" && again);
    if (isAsked) return { command: { kind: "sendNew" }, outcome: "renewed" };
    if (status === "invitationDeclined" && facts !== null) return told("refused", { reason: "invitationDeclined" });
    return told("alreadyInvited", { reason: "alreadyInvited", userId: there.id, status });
  }
  if (!again) return told("refused", { reason: "wrongStatus", status });
  // Removed, and nobody has agreed to move them to another address.
  return facts === null ? told("refused", { reason: "conflict" }) : { command: invite, outcome: "readded" };
}

function targetOf(
  { person, offer, digest }: ListedRow,
  facts: UserFactsRow | null,
  command: Command,
  { message, locale }: Options,
  asker: Asker,
  { sends }: Known,
): Target {
  const isInvited = command.kind === "invite";
  return {
    userId: facts?.id ?? offer.userId,
    revision: facts?.revision ?? 0,
    invitationId: facts?.currentInvitationId ?? null,
    // A new invitation goes to whoever they are already; inviting brings names and groups of its own.
    person: isInvited || facts === null ? person : facts,
    ...(isInvited ? { externalId: person.externalId } : {}),
    ...(sends.has(digest) ? { sendsRenamed: [{ from: digest, to: person.email }] } : {}),
    offer: {
      ...offer,
      locale: locale ?? (isInvited ? null : facts?.currentLocale) ?? asker.locale,
      message: message ?? null,
    },
  };
}
