import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { UsersListInput } from "../../shared/inputs.ts";
import { dayMs, exactTotalLimit } from "../../shared/limits.ts";
import { userStatuses } from "../../shared/status.ts";
import { sortKeys } from "../../shared/user-sort.ts";
import { seedAccount } from "../local/seed.ts";
import { countedDb } from "./d1-proxies.ts";
import { type CallerOptions, callerOf, requestOf, T0 } from "./harness.ts";
import { multiplyAccounts, multiplyUsers, written } from "./multiply.ts";
import { codeOf } from "./stages.ts";

// Rows are exact; times are those of this run, the accounts in turn, and only their ratio means anything.

const users = Number(env.GROWTH_USERS) || 2_000;
const accountsBeside = Number(env.GROWTH_ACCOUNTS) || 1_000;
/** So many are written by the product; the others are copies of theirs. */
const writtenByProduct = Math.min(users, 10_000);
const few = 100;
/** Small enough that a hundred users fill a page of each status. */
const pageSize = 5 as const;
const rounds = 15;

type Api = ReturnType<typeof callerOf>;
type Account = { token: string; accountId: string; groupIds: string[]; inviter: string };
type Figures = { rows: number; ms: number };
type Note = (what: string, figures: Figures) => void;

type Filter = { input: UsersListInput; facets?: string[] };

function filtersOf({ groupIds: [group = ""], inviter }: Account): Record<string, Filter> {
  return {
    "of everybody": { input: {} },
    ...Object.fromEntries(userStatuses.map((status) => [`who are ${status}`, { input: { status: [status] } }])),
    "who have not joined": { input: { status: ["invited", "invitationExpired", "invitationDeclined"] } },
    "of a group": { input: { groupId: group }, facets: [group] },
    "whose mail was sent": { input: { delivery: ["sent"] }, facets: ["sent"] },
    "whose mail failed or is tried again": {
      input: { delivery: ["failed", "retrying"] },
      facets: ["failed", "retrying"],
    },
    "whom one has invited": { input: { invitedBy: inviter }, facets: [inviter] },
    "who asked again": { input: { askedAgain: true }, facets: ["askedAgain"] },
    "who did not ask again": { input: { askedAgain: false }, facets: [] },
  };
}

const sorts: NonNullable<UsersListInput["sort"]>[] = sortKeys.flatMap((by) =>
  (["asc", "desc"] as const).map((dir) => [{ by, dir }]),
);

const searches: Record<string, UsersListInput> = {
  "search of an address": { search: "zebedee@quill.example" },
  "search of the beginning of an address": { search: "zebedee@q" },
  "search of a whole name that one has": { search: "Zebedee Quillfeather" },
  "search of a name in Chinese that one has": { search: "歐陽娜" },
  "search of an id": { search: "USR-ZZZZ-ZZZZ" },
  "search of a domain that one has": { search: "@quill.example" },
  "search of a whole name that 1 of 1,600 has": { search: "Grażyna Hägglund" },
  "search of a name in Chinese that 1 of 224 has": { search: "佐藤" },
  "search of a first name that 1 of 43 has, by name": { search: "zoë" },
  "search of a first name that 1 of 43 has, by date": { search: "zoë", sort: [{ by: "sentAt", dir: "desc" }] },
  "search of a last name that 1 of 43 has, by name": { search: "hägglund" },
  "search of two letters, by name": { search: "an" },
  "search of two letters, by date": { search: "an", sort: [{ by: "sentAt", dir: "desc" }] },
  "search of one letter, by name": { search: "m" },
  "search of one letter in a status": { search: "m", status: ["invited"] },
  "who expires within an hour": { expiresBefore: T0 + dayMs / 24 },
  "who expires within two days": { expiresBefore: T0 + 2 * dayMs },
  "whose mail failed in a group": { delivery: ["failed"] },
};

/** What one call reads, and how long until its answer. */
async function measured<Result>(credential: CallerOptions, act: (api: Api) => Promise<Result>) {
  const { db, rowsRead } = countedDb(env.DB);
  const { api, settled } = requestOf({ ...credential, env: { DB: db } });
  const began = performance.now();
  const result = await act(api);
  const figures: Figures = { rows: rowsRead(), ms: performance.now() - began };
  await settled();
  return { result, figures };
}

/** How many a filter leaves, which a list tells up to a limit only: nobody here has asked again. */
async function countOf({ accountId }: Account, { facets }: Filter, total: number): Promise<number> {
  if (total < exactTotalLimit || facets === undefined) return total;
  const of = facets.length > 0 ? "facetCounts" : "userCounts";
  const has = facets.length > 0 ? "facet IN (SELECT value FROM json_each(?2))" : "?2 = '[]'";
  const sql = `SELECT sum(count) AS count FROM ${of} WHERE accountId = ?1 AND ${has} AND status <> 'removed'`;
  return (await env.DB.prepare(sql).bind(accountId, JSON.stringify(facets)).first<number>("count")) ?? 0;
}

/** Each list by each sort: its first page, the next, one far down by cursor, and the last by number. */
async function lists(account: Account, note: Note): Promise<void> {
  const { token } = account;
  for (const [what, filter] of Object.entries(filtersOf(account))) {
    for (const sort of sorts) {
      const input = { ...filter.input, sort, pageSize };
      const page = async (which: string, at: UsersListInput) => {
        const { result, figures } = await measured({ token }, (api) => api.users.list({ ...input, ...at }));
        note(`list ${what}, ${which}`, figures);
        return result;
      };
      const { nextCursor, total } = await page("first page", {});
      if (nextCursor === null) continue;
      await page("next page", { cursor: nextCursor });
      const count = await countOf(account, filter, total);
      await page("last page", { page: Math.ceil(count / pageSize) });
      const middle = Math.ceil(Math.min(count, exactTotalLimit) / pageSize / 2);
      const far = await callerOf({ token }).users.list({ ...input, page: middle });
      if (far.nextCursor !== null) await page("a page far down, by cursor", { cursor: far.nextCursor });
    }
  }
}

async function others(account: Account, note: Note): Promise<void> {
  const { token, groupIds } = account;
  const one = async (what: string, act: (api: Api) => Promise<unknown>) =>
    note(what, (await measured({ token }, act)).figures);
  for (const [what, input] of Object.entries(searches)) {
    const more = what.endsWith("in a group") ? { groupId: groupIds[0] } : {};
    await one(what, (api) => api.users.list({ ...input, ...more, pageSize }));
  }
  await one("page 400 of 25", (api) => api.users.list({ page: 400, pageSize: 25 }));
  await one("page 400 of 25 of a group", (api) => api.users.list({ page: 400, pageSize: 25, groupId: groupIds[0] }));
  await one("counts", (api) => api.users.counts());
  await one("groups", (api) => api.groups.list());
  await one("events, first page", (api) => api.events.list());
}

/** An invitation from its beginning to its acceptance, each step on its own. */
async function life(account: Account, round: string, note: Note): Promise<void> {
  const names = { firstName: "Ann", lastName: "Other" };
  const email = `growth-${account.accountId}-${round}@example.com`.toLowerCase();
  const groupIds = account.groupIds.slice(0, 1);
  const invited = await measured({ token: account.token }, (api) => api.users.invite({ email, ...names, groupIds }));
  note("invite", invited.figures);
  const code = await codeOf(invited.result.id);
  note("preview", (await measured({}, (api) => api.invitations.preview({ code }))).figures);
  const acceptance = { code, ...names, termsAccepted: true } as const;
  note("accept", (await measured({}, (api) => api.invitations.accept(acceptance))).figures);
}

async function seeded(count: number): Promise<Account> {
  const { apiToken, accountId } = await seedAccount(env, count, T0);
  const api = callerOf({ token: apiToken });
  const groups = (await api.groups.list()).filter(({ isAdministrators }) => !isAdministrators);
  const groupIds = groups.map(({ id }) => id);
  const inviter = await env.DB.prepare("SELECT invitedByUserId FROM invitations WHERE accountId = ?1 LIMIT 1")
    .bind(accountId)
    .first<string>("invitedByUserId");
  return { token: apiToken, accountId, groupIds, inviter: inviter ?? "" };
}

/** One whom nobody else is like, in whatever crowd. */
async function inviteRarity({ token, groupIds }: Account): Promise<void> {
  const rare = { firstName: "Zebedee", lastName: "Quillfeather 歐陽娜", email: "zebedee@quill.example" };
  await callerOf({ token }).users.invite({ ...rare, groupIds, sendMail: false });
}

type Size = "alone" | "small" | "crowd";

test(`${users} users and ${accountsBeside} accounts beside ${few} users`, async () => {
  const found = new Map<string, Record<Size, Figures[]>>();
  async function round(size: Size, account: Account, number: number): Promise<void> {
    const note: Note = (what, figures) => {
      const all = found.get(what) ?? { alone: [], small: [], crowd: [] };
      all[size].push(figures);
      found.set(what, all);
    };
    // A fifth of them: each is twelve sorts.
    if (number % 5 === 0) await lists(account, note);
    await others(account, note);
    await life(account, `${size}-${number}`, note);
  }

  const small = await seeded(few);
  await inviteRarity(small);
  for (let number = 0; number < rounds; number++) await round("alone", small, number);
  const began = performance.now();
  const crowd = await seeded(writtenByProduct);
  const { accountId: handful } = await seedAccount(env, 5, T0);
  await written(env.DB, crowd.accountId, async () => {
    await multiplyUsers(env.DB, crowd.accountId, Math.round(users / writtenByProduct));
    await multiplyAccounts(env.DB, handful, accountsBeside);
  });
  await inviteRarity(crowd);
  const seedingS = Math.round((performance.now() - began) / 1_000);
  // Whatever the first touches is read from the disk.
  await round("crowd", crowd, -5);
  for (const figures of found.values()) figures.crowd = [];
  for (let number = 0; number < rounds; number++) {
    await round("small", small, number);
    await round("crowd", crowd, number);
  }
  const bytes = (await env.DB.prepare("SELECT 1").run()).meta.size_after;
  const told = {
    few,
    users,
    accountsBeside,
    seedingS,
    rounds,
    bytes,
    operations: Object.fromEntries(found),
  };
  // biome-ignore lint/suspicious/noConsole: bench/growth.ts reads it
  console.info(`growth: ${JSON.stringify(told)}`);
  expect(found.size).toBeGreaterThan(0);
});
