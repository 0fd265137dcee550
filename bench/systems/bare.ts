import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "../bundle.ts";
import { type Database, startRuntime } from "../runtime.ts";
import { forEachRow } from "../seed-rows.ts";
import { callJson, type Doing, type OperationName, type System } from "./system.ts";

const workers = join(import.meta.dirname, "..", "workers");
const objects = { TIMER: { className: "InvitationTimer", useSQLite: true } };

/** The physical limit; with `timers`, an alarm for each invitation too, and only the operations that differ by it. */
export function openBare(name: string, timers: boolean) {
  return async (folder: string, people: number, startedBy?: string): Promise<System[]> => {
    const worker = { modules: [await bundle("bare")], ...(timers ? { durableObjects: objects } : {}) };
    const runtime = await startRuntime(worker, folder, startedBy);
    const { db } = runtime;
    const schema = readFileSync(join(workers, "bare.sql"), "utf8").trim().split(/;\s*/).filter(Boolean);
    await db.batch(schema.map((sql) => db.prepare(sql)));
    await forEachRow(db, people, "INSERT INTO user SELECT 'u' || i, 'u' || i || '@example.test', 'User ' || i FROM s");
    const operations = operationsOf();
    const { invite, inviteQuietly, resend } = operations;
    return [
      {
        name,
        runtime,
        operations: timers ? { invite, inviteQuietly, resend } : operations,
        hasFollowUps: false,
        async prepare(operation) {
          if (operation === "list100") await seedMembers(db, 100);
          if (operation === "list100000") await seedMembers(db, 100_000);
        },
      },
    ];
  };
}

function operationsOf(): Record<OperationName, Doing> {
  const tokens = { loud: [] as string[], quiet: [] as string[] };
  const route: Doing = async (connection) => {
    await callJson(connection, { method: "GET", path: "/ok" });
  };
  const inviteAs =
    (kind: keyof typeof tokens, prefix: string): Doing =>
    async (connection, index) => {
      const body = { org: "main", email: `${prefix}${index}@example.test`, role: "member" };
      tokens[kind][index] = (await callJson<{ token: string }>(connection, { path: "/invite", body })).token;
    };
  const listOf =
    (count: number): Doing =>
    async (connection) => {
      const call = { method: "GET", path: `/members?org=org-${count}` } as const;
      const { members } = await callJson<{ members: unknown[] }>(connection, call);
      if (members.length !== 25) throw new Error(`${members.length} rows instead of 25`);
    };
  return {
    route,
    query: route,
    invite: inviteAs("loud", "u"),
    inviteQuietly: inviteAs("quiet", "q"),
    async preview(connection, index) {
      await callJson(connection, { method: "GET", path: `/invite?token=${tokens.loud[index]}` });
    },
    async accept(connection, index) {
      await callJson(connection, { path: "/accept", body: { token: tokens.loud[index] } });
    },
    list100: listOf(100),
    list100000: listOf(100_000),
    async resend(connection, index) {
      await callJson(connection, { path: "/resend", body: { token: tokens.quiet[index] } });
    },
  };
}

async function seedMembers(db: Database, count: number): Promise<void> {
  await forEachRow(
    db,
    count,
    `INSERT INTO user SELECT 'm${count}-' || i, 'm${count}-' || i || '@example.test', 'Member ' || i FROM s`,
  );
  await forEachRow(
    db,
    count,
    `INSERT INTO member SELECT 'm${count}-' || i, 'org-${count}', 'm${count}-' || i, 'member',
      1700000000000 + (i * 7919) % ${count} * 1000 FROM s`,
  );
}
