/**
 * Who may call what. `session`: what a signed-in person must be. `token`: the least scope of an API token, or null
 * where tokens have no business. Identity and account come from the session or the token, never from input.
 */
export type Access =
  | { session: "anyone"; token: null }
  | { session: "signedIn"; token: null }
  /** An active user of the account. */
  | { session: "member"; token: null }
  | { session: "administrator"; token: "read" | "write" | null };

const anyone = { session: "anyone", token: null } as const satisfies Access;
const signedIn = { session: "signedIn", token: null } as const satisfies Access;
const member = { session: "member", token: null } as const satisfies Access;
const reads = { session: "administrator", token: "read" } as const satisfies Access;
const writes = { session: "administrator", token: "write" } as const satisfies Access;
const peopleOnly = { session: "administrator", token: null } as const satisfies Access;

export const permissions = {
  "users.list": reads,
  "users.get": reads,
  "users.counts": reads,
  "users.invite": writes,
  "users.inviteMany": writes,
  "users.edit": writes,
  "users.correctAddress": writes,
  "users.remove": writes,
  "users.block": writes,
  "users.unblock": writes,
  "users.delete": writes,
  "users.resendMany": writes,
  "users.sendNewMany": writes,
  "users.editMany": writes,
  "users.removeMany": writes,
  "invitations.history": reads,
  "invitations.link": writes,
  "invitations.resend": writes,
  "invitations.sendNew": writes,
  "invitations.mine": signedIn,
  "invitations.preview": anyone,
  "invitations.accept": anyone,
  "invitations.decline": anyone,
  "invitations.askAgain": anyone,
  "invitations.stopState": anyone,
  "invitations.stop": anyone,
  "invitations.allow": anyone,
  "groups.list": reads,
  "groups.create": writes,
  "groups.rename": writes,
  "groups.remove": writes,
  "tokens.list": peopleOnly,
  "tokens.create": peopleOnly,
  "tokens.disable": peopleOnly,
  "tokens.enable": peopleOnly,
  "tokens.remove": peopleOnly,
  "webhooks.list": peopleOnly,
  "webhooks.create": peopleOnly,
  "webhooks.update": peopleOnly,
  "webhooks.rotateSecret": peopleOnly,
  "webhooks.disable": peopleOnly,
  "webhooks.enable": peopleOnly,
  "webhooks.remove": peopleOnly,
  "webhooks.deliveries": peopleOnly,
  "webhooks.redeliver": peopleOnly,
  "webhooks.sendTest": peopleOnly,
  "events.list": reads,
  "accounts.mine": signedIn,
  "accounts.create": signedIn,
  "accounts.update": writes,
  "accounts.leave": member,
  "profile.get": member,
  "profile.update": member,
} as const satisfies Record<string, Access>;

export type Procedure = keyof typeof permissions;
