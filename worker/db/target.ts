import type { Actor } from "../../shared/command.ts";
import type { Person } from "./people.ts";

/** What the statements of one change need beside its effects. */
export type Target = {
  accountId: string;
  userId: string;
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
  actor: Actor;
  /** Whoever answers for a new invitation: the user, or the maker of the token. */
  actorUserId: string | null;
  now: number;
  /** Present where an effect may make or send an invitation. */
  offer?: NewOffer;
  /** Present where a login may be attached. */
  loginId?: string;
};

export type NewOffer = {
  invitationId: string;
  keyId: number;
  epoch: number;
  sendId: string;
  locale: string;
  message: string | null;
};
