import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Access, type Procedure, permissions } from "../../shared/permissions.ts";
import { newToken, tokenHash } from "../auth/api-token.ts";
import { ensureLogin } from "../db/logins.ts";
import { newId } from "../db/new-id.ts";
import { insertTokenStatement } from "../db/tokens.ts";
import { callableProcedures, plausibleInputs, procedures, type Things } from "../test/every-procedure.ts";
import { type Account, callerOf, makeAccount, signIn, T0 } from "../test/harness.ts";
import { createQueue } from "../test/queue.ts";
import { createReceiver } from "../test/receiver.ts";
import { codeOf, invite, join, newAddress } from "../test/stages.ts";
import { everythingStored, type Stored } from "../test/stored.ts";
import { type Caller, wholeAnswer } from "../test/whole-answer.ts";

/** Who calls. "Elsewhere" is an administrator of another account, the last two have lost what they had. */
const parties = [
  "nobody",
  "invited",
  "member",
  "administrator",
  "read token",
  "write token",
  "elsewhere",
  "blocked",
  "removed, with an open tab",
] as const;
type Party = (typeof parties)[number];
type Verdict = "allowed" | "notAllowed" | "signInRequired";

/** The whole of who may do what, for any procedure with that row in the table of permissions. */
function verdictOf({ session, token }: Access, party: Party): Verdict {
  if (session === "anyone") return "allowed";
  switch (party) {
    case "nobody":
      return "signInRequired";
    case "read token":
      return token === "read" ? "allowed" : "notAllowed";
    case "write token":
      return token === null ? "notAllowed" : "allowed";
    case "administrator":
      return "allowed";
    case "member":
      return session === "administrator" ? "notAllowed" : "allowed";
    default:
      return session === "signedIn" ? "allowed" : "notAllowed";
  }
}

let account: Account;
let things: Things;
let callers: Record<Party, Caller>;
// Whoever is signed in may found an account where that is open to all: what is asked here is who is signed in.
const open = { OPEN_SIGN_UP: "true", WEBHOOKS: createQueue().queue };

beforeAll(async () => {
  createReceiver();
  account = await makeAccount();
  const { accountId } = account;
  const here = callerOf({ cookie: account.cookie, accountId, env: open });
  const [member, blocked, removed] = [await join(account), await join(account), await join(account)];
  await here.users.block({ userId: blocked.userId });
  await here.users.remove({ userId: removed.userId });
  const invited = await invite(account);
  const { loginId } = await ensureLogin(env.DB, invited.email, accountId, T0);
  const { row: token } = await here.tokens.create({ name: "Subject", scope: "read" });
  const { row: webhook } = await here.webhooks.create({ url: "https://receiver.example.com" });
  things = {
    userId: (await invite(account)).id,
    groupId: (await here.groups.create({ name: "Subject" })).id,
    tokenId: token.id,
    webhookId: webhook.id,
    eventId: "evt_1",
    email: "",
    externalId: "E-1",
    code: "",
  };
  callers = {
    nobody: { accountId },
    invited: { accountId, cookie: await signIn(loginId, T0) },
    member: { accountId, cookie: member.cookie },
    administrator: { accountId, cookie: account.cookie },
    "read token": { token: await makeToken("read") },
    "write token": { token: await makeToken("write") },
    elsewhere: { accountId, cookie: (await makeAccount()).cookie },
    blocked: { accountId, cookie: blocked.cookie },
    "removed, with an open tab": { accountId, cookie: removed.cookie },
  };
});

afterAll(() => {
  vi.unstubAllGlobals();
});

async function makeToken(scope: "read" | "write"): Promise<string> {
  const { accountId, founderId: createdByUserId } = account;
  const token = await newToken(accountId, env.AUTH_SECRET);
  const made = { accountId, id: newId("token"), name: scope, hash: await tokenHash(token), ending: token.slice(-4) };
  await insertTokenStatement(env.DB, { ...made, scope, createdAt: T0, createdByUserId }).run();
  return token;
}

/** What is used up by being allowed is made anew for each call. */
async function callAs(path: Procedure, party: Party): Promise<Verdict> {
  const isPublic = permissions[path].session === "anyone";
  const code = isPublic ? await codeOf((await invite(account)).id) : "";
  const leaver = path === "accounts.leave" && party === "member" ? await join(account) : {};
  const input = plausibleInputs[path]({ ...things, email: newAddress(), code });
  const { code: failure, data } = await wholeAnswer(path, input, { ...callers[party], ...leaver }, { env: open });
  // Nobody may hide behind input that was looked at first, or behind a failure.
  expect(failure ?? "", `${path} by ${party}`).not.toMatch(
    /^(BAD_REQUEST|INTERNAL_SERVER_ERROR|METHOD_NOT_SUPPORTED)$/,
  );
  const reason = data?.refusal?.reason;
  return reason === "notAllowed" || reason === "signInRequired" ? reason : "allowed";
}

test("every procedure that can be called has its row in the table of permissions, and no row is for nothing", async () => {
  expect(Object.keys(await callableProcedures()).sort()).toEqual(Object.keys(permissions).sort());
});

describe("whoever has no right to it", () => {
  let before: Stored;
  beforeAll(async () => {
    before = await everythingStored();
  });

  test.each(procedures)("is refused %s, be it nobody, invited, member, token, of elsewhere or gone", async (path) => {
    for (const party of parties) {
      const verdict = verdictOf(permissions[path], party);
      if (verdict !== "allowed") expect([party, await callAs(path, party)]).toEqual([party, verdict]);
    }
  });

  test("has changed nothing by all of that", async () => {
    expect(await everythingStored()).toEqual(before);
  });
});

test.each(procedures)("whoever has the right to it is let through to %s", async (path) => {
  for (const party of parties) {
    if (verdictOf(permissions[path], party) !== "allowed") continue;
    expect([party, await callAs(path, party)]).toEqual([party, "allowed"]);
  }
});
