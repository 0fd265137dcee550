import type { InvitationEnding, UserStatus } from "../../../shared/status.ts";

/** What there is to know of somebody. Their offers are in the order they were made; the last one is current. */
export type Person = {
  email: string;
  status: UserStatus;
  isAdministrator: boolean;
  offers: { by: string; ended: InvitationEnding | null }[];
  until: number | null;
  resentAt: number | null;
  askedAt: number | null;
};

/** `sends`: the invitation mails. The token is one that the founder made. */
export type World = { people: Record<string, Person>; sends: { email: string; at: number }[]; hasToken: boolean };

export type Proof = "session" | "otherSession" | "mailedLink" | "none";
/** About somebody, by a person, the token, whoever holds the link of one of their offers, or its timer. */
export type Operation = { by: string; who: string } & (
  | { kind: "invite" | "edit"; isAdministrator: boolean }
  | { kind: "correct"; email: string }
  | { kind: "accept"; offer: number; proof: Proof }
  | { kind: "decline" | "askAgain" | "alarm"; offer: number }
  | { kind: "resend" | "sendNew" | "copy" | "remove" | "block" | "unblock" }
);

/** What an operation comes to, unless it is the reason of a refusal. */
export const done = "done";
export type Played = { world: World; outcome: string };
