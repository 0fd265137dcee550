import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { UsersListInput } from "../../shared/inputs.ts";
import { dayMs } from "../../shared/limits.ts";
import { userStatuses } from "../../shared/status.ts";
import { sortKeys } from "../../shared/user-sort.ts";
import { seedAccount } from "../local/seed.ts";
import { countedDb } from "./d1-proxies.ts";
import { type CallerOptions, callerOf, requestOf, T0 } from "./harness.ts";
import { codeOf } from "./stages.ts";

// Rows are exact; times are those of this run, the two sizes in turn, and only their ratio means anything.

const many = Number(env.GROWTH_USERS) || 2_000;
const few = 100;
const pageSize = 25 as const;
const rounds = 15;
const accountsBeside = 200;

type Api = ReturnType<typeof callerOf>;
type Account = { token: string; accountId: string; groupIds: string[]; inviter: string };
type Operation = (api: Api, account: Account) => Promise<unknown>;
type Measured = { rows: number; ms: number };

function list(filter: UsersListInput, page: "first" | "next" | "last" = "first"): Operation {
  const input = { ...filter, pageSize };
  return async (api) => {
    const first = await api.users.list(input);
    if (page === "first") return;
    if (page === "next") return first.nextCursor && api.users.list({ ...input, cursor: first.nextCursor });
    return api.users.list({ ...input, page: Math.max(1, Math.ceil(first.total / pageSize)) });
  };
}

const operations: Record<string, Operation> = {
  ...Object.fromEntries(
    sortKeys.flatMap((by) =>
      (["asc", "desc"] as const).flatMap((dir) =>
        (["first", "next", "last"] as const).map((page) => [
          `list by ${by} ${dir}, ${page} page`,
          list({ sort: [{ by, dir }] }, page),
        ]),
      ),
    ),
  ),
  ...Object.fromEntries(userStatuses.map((status) => [`list of ${status}`, list({ status: [status] })])),
  "list of a group": (api, { groupIds }) => api.users.list({ groupId: groupIds[0] }),
  "list of a group, last page": (api, account) => list({ groupId: account.groupIds[0] }, "last")(api, account),
  "list of failed mails": list({ delivery: ["failed"] }),
  "list of who asked again": list({ askedAgain: true }),
  "list of whom one has invited": (api, { inviter }) => api.users.list({ invitedBy: inviter }),
  "list of who expires within two days": list({ expiresBefore: T0 + 2 * dayMs }),
  counts: (api) => api.users.counts(),
  "search of an address": list({ search: "user.5@" }),
  "search of a whole name": list({ search: "Grażyna Hägglund" }),
  "search of a name in Chinese": list({ search: "佐藤" }),
  "search of two letters": list({ search: "an" }),
  "events, first page": (api) => api.events.list(),
};

/** What one call reads, and how long until its answer. */
async function measured<Result>(credential: CallerOptions, act: (api: Api) => Promise<Result>) {
  const { db, rowsRead } = countedDb(env.DB);
  const { api, settled } = requestOf({ ...credential, env: { DB: db } });
  const began = performance.now();
  const result = await act(api);
  const figures: Measured = { rows: rowsRead(), ms: performance.now() - began };
  await settled();
  return { result, figures };
}

/** An invitation from its beginning to its acceptance, each step on its own. */
async function life(account: Account, round: number, note: (what: string, figures: Measured) => void): Promise<void> {
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

async function seeded(users: number): Promise<Account> {
  const { apiToken, accountId } = await seedAccount(env, users, T0);
  const api = callerOf({ token: apiToken });
  const groups = (await api.groups.list()).filter(({ isAdministrators }) => !isAdministrators);
  const [administrator] = (await api.users.list({ pageSize: 5, status: ["active"] })).rows;
  return { token: apiToken, accountId, groupIds: groups.map(({ id }) => id), inviter: administrator?.id ?? "" };
}

function print(text: string): void {
  // biome-ignore lint/suspicious/noConsole: what it is run for
  console.info(text);
}

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

test(`${many} users beside ${few}`, async () => {
  const began = performance.now();
  const crowd = await seeded(many);
  const small = await seeded(few);
  for (let account = 0; account < accountsBeside; account++) await seedAccount(env, 1, T0);
  print(`Seeded in ${Math.round((performance.now() - began) / 1_000)} s`);
  const found = new Map<string, { small: Measured[]; crowd: Measured[] }>();
  const note = (what: string, size: "small" | "crowd", figures: Measured) => {
    const both = found.get(what) ?? { small: [], crowd: [] };
    both[size].push(figures);
    found.set(what, both);
  };
  for (let round = 0; round < rounds; round++) {
    for (const [size, account] of [
      ["small", small],
      ["crowd", crowd],
    ] as const) {
      for (const [what, operation] of Object.entries(operations)) {
        const { figures } = await measured({ token: account.token }, (api) => operation(api, account));
        note(what, size, figures);
      }
      await life(account, round, (what, figures) => note(what, size, figures));
    }
  }
  const lines = [...found].map(([what, both]) => {
    const [a, b] = [both.small, both.crowd].map((each) => ({
      rows: Math.max(...each.map(({ rows }) => rows)),
      ms: median(each.map(({ ms }) => ms)),
    }));
    if (!a || !b) throw new Error("Nothing was measured");
    return `| ${what} | ${a.rows} | ${b.rows} | ${(b.rows / a.rows).toFixed(1)} | ${(b.ms / a.ms).toFixed(2)} |`;
  });
  print(
    [
      `| operation | rows read, ${few} | rows read, ${many} | ratio | p50 ratio |`,
      "| --- | ---: | ---: | ---: | ---: |",
      ...lines,
    ].join("\n"),
  );
  expect(lines.length).toBeGreaterThan(0);
});
