import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { dayMs, maxTokens, tokenUseGrainMs } from "../../shared/limits.ts";
import { countedDb } from "../test/d1-proxies.ts";
import { type Account, callerOf, makeAccount, requestOf, T0 } from "../test/harness.ts";
import { problemsOf, refusalOf } from "../test/refusal-of.ts";
import { invite, join } from "../test/stages.ts";

const asFounder = (account: Account, now = T0) =>
  callerOf({ cookie: account.cookie, accountId: account.accountId, now });

async function eventsOf(account: Account, tokenId: string) {
  const { rows } = await asFounder(account).events.list({ pageSize: 100 });
  return rows
    .filter(({ details }) => details.tokenId === tokenId)
    .map(({ type, details }) => [type, details.name])
    .reverse();
}

test("a token is told once and kept as a hash", async () => {
  const account = await makeAccount();
  const { token, row } = await asFounder(account).tokens.create({ name: "Nightly sync", scope: "write" });
  expect(token).toMatch(/^usher_[0-9A-Z]{56}$/);
  expect(row).toEqual({
    id: row.id,
    name: "Nightly sync",
    scope: "write",
    createdAt: T0,
    createdBy: { id: account.founderId, name: "Ada Founder" },
    expiresAt: null,
    lastUsedAt: null,
    isDisabled: false,
    ending: token.slice(-4),
  });
  const { results } = await env.DB.prepare("SELECT * FROM tokens WHERE id = ?1").bind(row.id).all();
  expect(JSON.stringify(results)).not.toContain(token.slice(22, -8));
  expect((await asFounder(account).tokens.list()).map(({ id }) => id)).toContain(row.id);
});

test("what is done with a token counts from the next call: disabled, enabled, removed, over", async () => {
  const account = await makeAccount();
  const { tokens } = asFounder(account);
  const { token, row } = await tokens.create({ name: "Sync", scope: "read", expiresAt: T0 + dayMs });
  const counts = (now = T0) => callerOf({ token, now }).users.counts();
  await counts();
  expect(await tokens.disable({ tokenId: row.id })).toMatchObject({ isDisabled: true });
  expect(await refusalOf(counts())).toEqual({ reason: "signInRequired" });
  expect(await tokens.enable({ tokenId: row.id })).toMatchObject({ isDisabled: false });
  await counts(T0 + dayMs - 1);
  expect(await refusalOf(counts(T0 + dayMs))).toEqual({ reason: "signInRequired" });
  expect(await tokens.remove({ tokenId: row.id })).toEqual({ id: row.id });
  expect(await refusalOf(counts())).toEqual({ reason: "signInRequired" });
  expect(await refusalOf(tokens.enable({ tokenId: row.id }))).toEqual({ reason: "notFound" });
  expect(await eventsOf(account, row.id)).toEqual([
    ["token.created", "Sync"],
    ["token.disabled", "Sync"],
    ["token.enabled", "Sync"],
    ["token.removed", "Sync"],
  ]);
});

test("disabling what is disabled changes nothing and is no event", async () => {
  const account = await makeAccount();
  const { tokens } = asFounder(account);
  const { row } = await tokens.create({ name: "Sync", scope: "read" });
  await tokens.disable({ tokenId: row.id });
  await tokens.disable({ tokenId: row.id });
  expect(await eventsOf(account, row.id)).toHaveLength(2);
});

test("a read token reads and changes nothing; neither scope makes or sees tokens", async () => {
  const account = await makeAccount();
  const { token } = await asFounder(account).tokens.create({ name: "Sync", scope: "read" });
  const reader = callerOf({ token });
  await reader.users.list();
  const groupIds = [account.usersGroupId];
  const email = "somebody@example.com";
  expect(await refusalOf(reader.users.invite({ email, firstName: "A", lastName: "", groupIds }))).toEqual({
    reason: "notAllowed",
  });
  for (const program of [reader, callerOf({ token: account.token })]) {
    expect(await refusalOf(program.tokens.list())).toEqual({ reason: "notAllowed" });
    expect(await refusalOf(program.tokens.create({ name: "More", scope: "read" }))).toEqual({ reason: "notAllowed" });
  }
});

test("only administrators make tokens, and what they do is the token's in the audit trail", async () => {
  const account = await makeAccount();
  const member = await join(account);
  const asMember = callerOf({ cookie: member.cookie, accountId: account.accountId });
  expect(await refusalOf(asMember.tokens.list())).toEqual({ reason: "notAllowed" });
  const { token, row } = await asFounder(account).tokens.create({ name: "HR", scope: "write" });
  const invited = await invite({ ...account, token });
  const { rows } = await asFounder(account).events.list({ userId: invited.id });
  expect(rows.find(({ type }) => type === "invitation.created")?.actor).toEqual({
    kind: "token",
    id: row.id,
    name: "HR",
  });
});

test("tokens of another account do not exist", async () => {
  const [account, other] = [await makeAccount(), await makeAccount()];
  const { row } = await asFounder(other).tokens.create({ name: "Theirs", scope: "read" });
  expect((await asFounder(account).tokens.list()).map(({ id }) => id)).not.toContain(row.id);
  for (const command of ["disable", "enable", "remove"] as const) {
    expect(await refusalOf(asFounder(account).tokens[command]({ tokenId: row.id }))).toEqual({ reason: "notFound" });
  }
});

test("when it was last used is noted once an hour, beside the call", async () => {
  const account = await makeAccount();
  const { token, row } = await asFounder(account).tokens.create({ name: "Sync", scope: "read" });
  const lastUsedAt = async () => (await asFounder(account).tokens.list()).find(({ id }) => id === row.id)?.lastUsedAt;
  const use = async (now: number) => {
    const { db, calls } = countedDb(env.DB);
    const request = requestOf({ token, now, env: { DB: db } });
    await request.api.users.counts();
    await request.settled();
    return calls();
  };
  expect(await use(T0)).toBe(2);
  expect(await lastUsedAt()).toBe(T0);
  expect(await use(T0 + tokenUseGrainMs - 1)).toBe(1);
  expect(await lastUsedAt()).toBe(T0);
  expect(await use(T0 + tokenUseGrainMs)).toBe(2);
  expect(await lastUsedAt()).toBe(T0 + tokenUseGrainMs);
});

test("a token that was never made is refused without a look into the account that it names", async () => {
  const account = await makeAccount();
  const { db, calls } = countedDb(env.DB);
  const last = account.token.at(-20) === "0" ? "1" : "0";
  const forged = `${account.token.slice(0, -20)}${last}${account.token.slice(-19)}`;
  expect(await refusalOf(callerOf({ token: forged, env: { DB: db } }).users.list())).toEqual({
    reason: "signInRequired",
  });
  expect(calls()).toBe(0);
});

test("a deadline that has passed, a name that is none, and too many tokens are told", async () => {
  const account = await makeAccount();
  const { tokens } = asFounder(account);
  expect(await problemsOf(tokens.create({ name: "Late", scope: "read", expiresAt: T0 }))).toMatchObject([
    { field: "expiresAt", problem: "invalid" },
  ]);
  expect(await problemsOf(tokens.create({ name: " ", scope: "read" }))).toMatchObject([
    { field: "name", problem: "required" },
  ]);
  const statements = Array.from({ length: maxTokens }, (_none, at) =>
    env.DB.prepare(`INSERT INTO tokens (accountId, id, name, hash, ending, scope, createdAt, createdByUserId)
      VALUES (?1, ?2, 'More', ?2, 'MORE', 'read', ?3, ?4)`).bind(account.accountId, `T-${at}`, T0, account.founderId),
  );
  await env.DB.batch(statements);
  expect(await problemsOf(tokens.create({ name: "One more", scope: "read" }))).toMatchObject([{ problem: "tooMany" }]);
});
