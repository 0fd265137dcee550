import type { Actor, Effect } from "../../shared/command.ts";
import type { Person } from "./people.ts";

/** What all changes of one batch have in common. */
export type Scene = {
  accountId: string;
  actor: Actor;
  /** Whoever answers for a new invitation: the user, or the maker of the token. */
  actorUserId: string | null;
  now: number;
  /** LINK_EPOCH: mails owed under an earlier one are not sent. */
  epoch: number;
  /** Whether the objects of its mails know when to wake; of a bulk run the sweep tells them. */
  armed?: boolean;
};

/** One user and everything that a decision changes about them. */
export type Change = { target: Target; effects: Effect[] };

/** What the statements of one change need beside its effects. */
export type Target = {
  userId: string;
  /** Of the row that was decided about; 0 for somebody new. */
  revision: number;
  /** The current invitation before the change. */
  invitationId: string | null;
  /** As they are after the change. */
  person: Person;
  /** The id in somebody else's system, where the change brings one. */
  externalId?: string | undefined;
  /** Present where the address may be forgotten: what stands for it in the count of mails. */
  addressDigest?: string;
  /** Counts of mails that go from an address to its digest, or back. */
  sendsRenamed?: { from: string; to: string }[];
  /** Present where an effect may make or send an invitation. */
  offer?: NewOffer;
  /** Present where a login may be attached. */
  loginId?: string;
};

export type NewOffer = {
  invitationId: string;
  /** The ids of LINK_KEYS, newest first. */
  keyIds: number[];
  epoch: number;
  sendId: string;
  locale: string;
  message: string | null;
};

export function isNew({ revision }: Target): boolean {
  return revision === 0;
}
