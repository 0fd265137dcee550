import type { InvitationEnding } from "../../../shared/status.ts";
import type { Operation, Proof } from "./world.ts";

// The table of states of the contract in its own words: what a command comes to for somebody of each status.

export const statuses = ["invited", "invitationExpired", "invitationDeclined", "active", "blocked", "removed"] as const;

export const table: Record<Operation["kind"], string> = {
  copy: "done invitationExpired invitationDeclined alreadyAccepted blocked wrongStatus",
  resend: "done invitationExpired invitationDeclined alreadyAccepted blocked wrongStatus",
  sendNew: "invitationNotExpired done done alreadyAccepted blocked wrongStatus",
  invite: "alreadyInvited alreadyInvited alreadyInvited alreadyUser alreadyUser done",
  edit: "done done done done blocked wrongStatus",
  correct: "done done done alreadyAccepted alreadyAccepted wrongStatus",
  remove: "done done done done done wrongStatus",
  block: "wrongStatus wrongStatus wrongStatus done wrongStatus wrongStatus",
  unblock: "wrongStatus wrongStatus wrongStatus wrongStatus done wrongStatus",
  accept: "done invitationExpired invitationDeclined alreadyAccepted alreadyAccepted ended",
  decline: "done invitationExpired invitationDeclined alreadyAccepted alreadyAccepted ended",
  askAgain: "invitationNotExpired done invitationDeclined alreadyAccepted alreadyAccepted ended",
  alarm: "done done done done done done",
};

/** What somebody with the link of an invitation is told that is over. */
export const endings: Record<InvitationEnding, string> = {
  accepted: "alreadyAccepted",
  declined: "invitationDeclined",
  expired: "invitationExpired",
  replaced: "invitationReplaced",
  withdrawn: "invitationWithdrawn",
};

/** What somebody is told who accepts, by what shows that the address is theirs. */
export const proofs: Record<Proof, string> = {
  session: "",
  mailedLink: "",
  otherSession: "wrongAddress",
  none: "signInRequired",
};

/** Commands that owe a mail. */
export const mails: Operation["kind"][] = ["invite", "resend", "sendNew", "correct"];
