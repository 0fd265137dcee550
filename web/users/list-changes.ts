import type { EventType } from "../../shared/events.ts";

/** Events after which no row of any list of users is another one: nobody needs to be told of them there. */
const silent: readonly EventType[] = [
  "invitation.linkCopied",
  "group.created",
  "token.created",
  "token.disabled",
  "token.enabled",
  "token.removed",
  "account.created",
  "account.updated",
];

export function concernsList(type: EventType): boolean {
  return !silent.includes(type);
}
