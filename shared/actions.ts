import type { Actor, Command, UserFacts } from "./command.ts";
import { decide } from "./decide.ts";
import type { Refusal } from "./refusal.ts";

export const rowActions = [
  "copyLink",
  "resend",
  "sendNew",
  "inviteAgain",
  "edit",
  "correctAddress",
  "remove",
  "block",
  "unblock",
  "delete",
] as const;
export type RowAction = (typeof rowActions)[number];

/** Null where the action is open to whoever asks, else the refusal that the same command would get. */
export type RowActions = Record<RowAction, Refusal | null>;

/**
 * What `decide` would say to each item of a row's menu. Limits on sending are left out: they pass with time, so
 * they are told when tried and grey nothing.
 */
export function actionsFor(
  user: UserFacts,
  account: { activeAdministrators: number; administratorsGroupId: string },
  asker: Actor & { mayWrite: boolean; mayReadLinks: boolean },
  now: number,
): RowActions {
  const facts = { user, named: null, sends: null, ...account };
  const ask = (command: Command): Refusal | null =>
    asker.mayWrite ? (decide(facts, asker, command, { now, lifetimeMs: 0 }).refusal ?? null) : { reason: "notAllowed" };
  return {
    copyLink: asker.mayReadLinks ? ask({ kind: "copyLink" }) : { reason: "notAllowed" },
    resend: ask({ kind: "resend" }),
    sendNew: ask({ kind: "sendNew" }),
    // Any group will do for the question; which ones are allowed is asked when they have been chosen.
    inviteAgain: ask({ kind: "invite", groupIds: ["any"], sendMail: true }),
    edit: ask({ kind: "editGroups", groupIds: user.groupIds.length > 0 ? user.groupIds : ["any"] }),
    correctAddress: ask({ kind: "correctAddress", before: "", after: "" }),
    remove: ask({ kind: "remove" }),
    block: ask({ kind: "block" }),
    unblock: ask({ kind: "unblock" }),
    delete: ask({ kind: "delete" }),
  };
}
