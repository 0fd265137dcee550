import { expect, test } from "vitest";
import { type Access, type Procedure, permissions } from "./permissions.ts";

const everyone: [Access["session"], Access["token"]] = ["anyone", null];
const signedIn: [Access["session"], Access["token"]] = ["signedIn", null];
const member: [Access["session"], Access["token"]] = ["member", null];
const reads: [Access["session"], Access["token"]] = ["administrator", "read"];
const writes: [Access["session"], Access["token"]] = ["administrator", "write"];
const peopleOnly: [Access["session"], Access["token"]] = ["administrator", null];

/** The API as its description lists it, by who may call what. */
const api: [access: typeof reads, names: string][] = [
  [reads, "users: list get counts"],
  [writes, "users: invite inviteMany edit correctAddress remove block unblock delete"],
  [writes, "users: resendMany sendNewMany editMany removeMany"],
  [reads, "invitations: history"],
  [writes, "invitations: link resend sendNew"],
  [signedIn, "invitations: mine"],
  [everyone, "invitations: preview accept decline askAgain stopState stop allow"],
  [reads, "groups: list"],
  [writes, "groups: create rename remove"],
  [peopleOnly, "tokens: list create disable enable remove"],
  [peopleOnly, "webhooks: list create update rotateSecret disable enable remove deliveries redeliver sendTest"],
  [reads, "events: list"],
  [signedIn, "accounts: mine create"],
  [writes, "accounts: update"],
  [member, "accounts: leave"],
  [member, "profile: get update"],
];

const listed = api.flatMap(([access, names]) => {
  const [router = "", procedures = ""] = names.split(": ");
  return procedures.split(" ").map((name) => [`${router}.${name}`, access] as const);
});

test.each(listed)("%s: who may call it", (procedure, [session, token]) => {
  expect(permissions[procedure as Procedure]).toEqual({ session, token });
});

test("there is no other procedure", () => {
  expect(Object.keys(permissions).sort()).toEqual(listed.map(([name]) => name).sort());
});

test("read tokens read no links, and no token has to do with tokens, webhooks or people's own things", () => {
  expect(permissions["invitations.link"].token).toBe("write");
  for (const [procedure, { token }] of Object.entries(permissions)) {
    if (/^(tokens|webhooks|profile)\./.test(procedure)) expect(token, procedure).toBeNull();
  }
});
