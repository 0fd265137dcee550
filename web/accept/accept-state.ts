import type { Accepted, AskedAgain, Declined, InvitationPreview } from "../../shared/outputs.ts";
import type { FieldProblem, Refusal, RefusalReason } from "../../shared/refusal.ts";
import type { Failure } from "../front/failure.ts";

const deadReasons = [
  "invitationExpired",
  "invitationReplaced",
  "invitationWithdrawn",
  "invitationDeclined",
  "alreadyAccepted",
  "linkInvalid",
] as const satisfies RefusalReason[];
export type DeadRefusal = Extract<Refusal, { reason: (typeof deadReasons)[number] }>;

/** What the invitee sees. Names and terms as typed live beside it, so that no step loses them. */
export type AcceptState =
  | { kind: "reading" }
  | { kind: "unreadable"; failure: Failure }
  | { kind: "offered"; preview: InvitationPreview; problems: FieldProblem[]; failure: Failure | null }
  /** A one-time code is on its way to the invited address. */
  | { kind: "proving"; preview: InvitationPreview }
  | { kind: "signedInAsOther"; invitedAddress: string; signedInAs: string }
  | { kind: "accepted"; accepted: Accepted }
  | { kind: "declined"; declined: Declined }
  /** `mayAsk` until asking for a new link was refused as well: then nobody is left to be asked about. */
  | { kind: "dead"; refusal: DeadRefusal; support: string | null; mayAsk: boolean; failure: Failure | null }
  | { kind: "askedAgain"; asked: AskedAgain }
  | { kind: "askedBefore"; retryAfterMs: number; support: string | null };

export type AcceptEvent =
  | { kind: "opened" }
  | { kind: "previewed"; preview: InvitationPreview }
  | { kind: "codeSent" }
  | { kind: "wentBack" }
  | { kind: "accepted"; accepted: Accepted }
  | { kind: "declined"; declined: Declined }
  | { kind: "askedAgain"; asked: AskedAgain }
  | { kind: "refused"; refusal: Refusal; support: string | null }
  | { kind: "misfilled"; problems: FieldProblem[] }
  | { kind: "failed"; failure: Failure };

export function nextState(state: AcceptState, event: AcceptEvent): AcceptState {
  switch (event.kind) {
    case "opened":
      return { kind: "reading" };
    case "previewed":
      return previewed(event.preview);
    case "codeSent":
      return "preview" in state ? { kind: "proving", preview: state.preview } : state;
    case "wentBack":
      return withForm(state, { problems: [], failure: null });
    case "accepted":
    case "declined":
    case "askedAgain":
      return event;
    case "refused":
      return refused(state, event.refusal, event.support);
    case "misfilled":
      return withForm(state, { problems: event.problems, failure: null });
    case "failed":
      return withForm(state, { problems: [], failure: event.failure });
  }
}

function previewed(preview: InvitationPreview): AcceptState {
  const { email, signedInAs, isSignedInAsInvited } = preview;
  if (signedInAs !== null && !isSignedInAsInvited) {
    return { kind: "signedInAsOther", invitedAddress: email, signedInAs };
  }
  return { kind: "offered", preview, problems: [], failure: null };
}

function refused(state: AcceptState, refusal: Refusal, support: string | null): AcceptState {
  if (refusal.reason === "wrongAddress") return { ...refusal, kind: "signedInAsOther" };
  if (isDead(refusal)) {
    const mayAsk = refusal.reason === "invitationExpired" && state.kind !== "dead";
    return { kind: "dead", refusal, support, mayAsk, failure: null };
  }
  if (state.kind === "dead" && refusal.reason === "coolingDown") {
    return { kind: "askedBefore", retryAfterMs: refusal.retryAfterMs, support };
  }
  // The others belong to other commands, or pass by themselves.
  return withForm(state, { problems: [], failure: { kind: "internal", requestId: null } });
}

function isDead(refusal: Refusal): refusal is DeadRefusal {
  return deadReasons.some((reason) => reason === refusal.reason);
}

/** Back at the form or the dead link, with what went wrong; where neither can be shown there is only trying again. */
function withForm(state: AcceptState, wrong: { problems: FieldProblem[]; failure: Failure | null }): AcceptState {
  if ("preview" in state) return { kind: "offered", preview: state.preview, ...wrong };
  if (state.kind === "dead") return { ...state, failure: wrong.failure };
  return wrong.failure === null ? state : { kind: "unreadable", failure: wrong.failure };
}
