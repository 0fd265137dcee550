import { applyMigrations } from "../../scripts/apply-migrations.ts";
import { builtWorker } from "../../scripts/usher-process.ts";
import type { Seeded } from "../../worker/local/seed.ts";
import type { Connection } from "../connection.ts";
import { startRuntime, type WorkerOptions } from "../runtime.ts";
import { callJson, type Doing, type OpenSystems, type OperationName, type System } from "./system.ts";
import { cookieOfAdministrator, env, learnCodes, ordinaryGroup, seedAccount, seedSessions } from "./usher-account.ts";

type Headers = Record<string, string>;

/** How somebody calls the API. */
type Caller = {
  name: string;
  /** In front of the addresses that they invite. */
  prefix: string;
  /** What an administrator's calls about an account carry. */
  headersFor(seeded: Seeded): Promise<Headers>;
  /** What the calls of the invited person of that index carry. */
  headersOf(index: number): Headers;
  /** As pages send: several calls may share a request. */
  batches: boolean;
};

/** As browsers send it from our own pages. */
const fromPage = { origin: env.ORIGIN, "sec-fetch-site": "same-origin" };

/** The built Worker in local mode, met by a program with a token, and by people with sessions. */
export const openUsher: OpenSystems = async (folder, people, startedBy) => {
  const runtime = await startRuntime(usherWorker(), folder, startedBy);
  const { db, port } = runtime;
  await applyMigrations(db);
  const account = await seedAccount(port, 1);
  const groupId = await ordinaryGroup(db, account.accountId);
  const lists = new Map<number, Seeded>();
  const program: Caller = {
    name: "usher",
    prefix: "program",
    headersFor: async ({ apiToken }) => ({ authorization: `Bearer ${apiToken}` }),
    // Signed out, by the mailed link: who has never been here.
    headersOf: () => fromPage,
    batches: false,
  };
  const cookies = await seedSessions(db, people, (index) => addressOf("web", "loud", index));
  const web: Caller = {
    name: "usher-web",
    prefix: "web",
    headersFor: async ({ accountId, adminEmail }) => ({
      ...fromPage,
      cookie: await cookieOfAdministrator(db, adminEmail),
      "x-usher-account": accountId,
    }),
    headersOf: (index) => ({ ...fromPage, cookie: cookies[index] ?? "" }),
    batches: true,
  };
  async function systemOf(caller: Caller): Promise<System> {
    const codes = new Map<string, string>();
    const listOf = async (count: number) => {
      const seeded = lists.get(count) ?? (await seedAccount(port, count));
      lists.set(count, seeded);
      const headers = await caller.headersFor(seeded);
      return listWith(asking(headers, caller.batches));
    };
    const operations: Partial<Record<OperationName, Doing>> = operationsOf(
      caller,
      asking(await caller.headersFor(account), caller.batches),
      groupId,
      codes,
    );
    return {
      name: caller.name,
      runtime,
      operations,
      hasFollowUps: true,
      async prepare(operation) {
        if (operation === "preview") await learnCodes(db, account.accountId, codes);
        if (operation === "list100") operations.list100 = await listOf(100);
        if (operation === "list100000") operations.list100000 = await listOf(100_000);
      },
    };
  }
  return [await systemOf(program), await systemOf(web)];
};

/** Without the files of the pages: on the way to the API stands nothing but the Worker. */
export function usherWorker(): WorkerOptions {
  const { assets: _, ...worker }: WorkerOptions = builtWorker(env);
  return worker;
}

type Ask = <Data>(connection: Connection, procedure: string, input: object) => Promise<Data>;

function asking(headers: Headers, batches: boolean): Ask {
  return async <Data>(connection: Connection, procedure: string, input: object) => {
    if (batches) {
      const call = { path: `/trpc/${procedure}?batch=1`, headers, body: { 0: input } };
      const [answer] = await callJson<[{ result: { data: Data } }]>(connection, call);
      return answer.result.data;
    }
    const call = { path: `/trpc/${procedure}`, headers, body: input };
    return (await callJson<{ result: { data: Data } }>(connection, call)).result.data;
  };
}

type Kind = "loud" | "quiet";

function addressOf(prefix: string, kind: Kind, index: number): string {
  return `${prefix}-${kind}-${index}@example.com`;
}

function operationsOf(
  { prefix, headersOf }: Caller,
  ask: Ask,
  groupId: string,
  codes: Map<string, string>,
): Partial<Record<OperationName, Doing>> {
  const userIds: string[] = [];
  const inviteAs =
    (kind: Kind, more = {}): Doing =>
    async (connection, index) => {
      const person = { email: addressOf(prefix, kind, index), firstName: "Grace", lastName: "Hopper" };
      const input = { ...person, groupIds: [groupId], ...more, idempotencyKey: crypto.randomUUID() };
      const { id } = await ask<{ id: string }>(connection, "users.invite", input);
      if (kind === "quiet") userIds[index] = id;
    };
  /** The accept page sends each call by itself. */
  const askAsInvited = (connection: Connection, index: number, procedure: string, more = {}) =>
    asking(headersOf(index), false)(connection, procedure, {
      code: codes.get(addressOf(prefix, "loud", index)),
      ...more,
    });
  return {
    // A file that is not there: the one route that does nothing.
    async route(connection) {
      const { status } = await connection.call({ method: "GET", path: "/nothing.txt" });
      if (status !== 404) throw new Error(`A missing file was answered by ${status}`);
    },
    // No link at all is refused by the query itself, which no other query can do without the database.
    async query(connection) {
      await callJson(connection, { path: "/trpc/invitations.preview", headers: fromPage, body: { code: "none" } }, 404);
    },
    invite: inviteAs("loud"),
    inviteQuietly: inviteAs("quiet", { sendMail: false }),
    async preview(connection, index) {
      await askAsInvited(connection, index, "invitations.preview");
    },
    async accept(connection, index) {
      const name = { firstName: "Grace", lastName: "Hopper", termsAccepted: true };
      await askAsInvited(connection, index, "invitations.accept", name);
    },
    async resend(connection, index) {
      await ask(connection, "invitations.resend", { userId: userIds[index], idempotencyKey: crypto.randomUUID() });
    },
  };
}

function listWith(ask: Ask): Doing {
  return async (connection) => {
    const { rows } = await ask<{ rows: unknown[] }>(connection, "users.list", { pageSize: 25 });
    if (rows.length !== 25) throw new Error(`${rows.length} rows instead of 25`);
  };
}
