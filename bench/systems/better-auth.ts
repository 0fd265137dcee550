import { createHmac } from "node:crypto";
import { getMigrations } from "better-auth/db/migration";
import { bundle } from "../bundle.ts";
import { connect } from "../connection.ts";
import { type Database, startRuntime } from "../runtime.ts";
import { forEachRow } from "../seed-rows.ts";
import { peerOptions, peerOrigin, peerSecret } from "../workers/peer-options.ts";
import { callJson, type Doing, type System } from "./system.ts";

type Owner = { cookie: string; userId: string; organizationId: string };

const asText = (seconds: string) => `strftime('%Y-%m-%dT%H:%M:%fZ', ${seconds}, 'unixepoch')`;
const isoNow = asText("unixepoch()");
const isoNextWeek = asText("unixepoch() + 604800");
const isoLongAgo = asText("1700000000");

/** What a team would pick otherwise: better-auth's organization plugin, as it comes or tuned by what it documents. */
export function openBetterAuth(name: string, tuned: boolean) {
  return async (folder: string, people: number, startedBy?: string): Promise<System[]> => {
    const worker = { modules: [await bundle("peer")], bindings: { TUNED: tuned } };
    const runtime = await startRuntime(worker, folder, startedBy);
    const { db, port } = runtime;
    await (await getMigrations(peerOptions(db, tuned))).runMigrations();
    const owner = await foundOrganization(port);
    const cookies = await seedSessions(db, people);
    if (tuned) await fillCookieCaches(port, cookies);
    return [
      {
        name,
        runtime,
        operations: operationsOf(owner, cookies),
        hasFollowUps: false,
        async prepare(operation) {
          if (operation === "list100") await seedMembers(db, owner, 100);
          if (operation === "list100000") await seedMembers(db, owner, 100_000);
        },
      },
    ];
  };
}

/** Through the front door: signs up, then creates the organization. */
async function foundOrganization(port: number): Promise<Owner> {
  const connection = await connect(port);
  const post = async (path: string, body: object, cookie = "") => {
    const answer = await connection.call({ path: `/api/auth${path}`, headers: { origin: peerOrigin, cookie }, body });
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status} ${answer.text}`);
    return answer;
  };
  const owner = { email: "owner@example.test", password: "correct horse", name: "Owner" };
  const signedUp = await post("/sign-up/email", owner);
  const cookie = cookiesIn(signedUp.headers);
  const created = await post("/organization/create", { name: "Main", slug: "main" }, cookie);
  connection.close();
  return { cookie, userId: JSON.parse(signedUp.text).user.id, organizationId: JSON.parse(created.text).id };
}

/** The people who will be invited have an account and an open session: signing up would hash a password each. */
async function seedSessions(db: Database, people: number): Promise<string[]> {
  await forEachRow(
    db,
    people,
    `INSERT INTO user (id, name, email, emailVerified, createdAt, updatedAt)
      SELECT 'u' || i, 'User ' || i, 'u' || i || '@example.test', 1, ${isoLongAgo}, ${isoLongAgo} FROM s`,
  );
  await forEachRow(
    db,
    people,
    `INSERT INTO session (id, expiresAt, token, createdAt, updatedAt, userId)
      SELECT 's' || i, ${isoNextWeek}, 'token-' || i, ${isoNow}, ${isoNow}, 'u' || i FROM s`,
  );
  return Array.from({ length: people }, (_, index) => {
    const token = `token-${index}`;
    const signature = createHmac("sha256", peerSecret).update(token).digest("base64");
    return `better-auth.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
  });
}

async function fillCookieCaches(port: number, cookies: string[]): Promise<void> {
  const connection = await connect(port);
  for (const [index, cookie] of cookies.entries()) {
    const { headers } = await connection.call({ method: "GET", path: "/api/auth/get-session", headers: { cookie } });
    cookies[index] = `${cookie}; ${cookiesIn(headers)}`;
  }
  connection.close();
}

function cookiesIn(headers: string): string {
  return Array.from(headers.matchAll(/\r\nset-cookie: ([^;\r]+)/gi), ([, cookie]) => cookie).join("; ");
}

function operationsOf(owner: Owner, cookies: string[]): System["operations"] {
  const ids = { loud: [] as string[], quiet: [] as string[] };
  const { organizationId } = owner;
  const asOwner = { cookie: owner.cookie, origin: peerOrigin };
  const asPerson = (index: number) => ({ cookie: cookies[index] ?? "", origin: peerOrigin });
  const path = (name: string) => `/api/auth/organization/${name}`;
  const inviteAs =
    (kind: keyof typeof ids, prefix: string, more = {}): Doing =>
    async (connection, index) => {
      const body = { organizationId, email: `${prefix}${index}@example.test`, role: "member", ...more };
      const call = { path: path("invite-member"), headers: asOwner, body };
      ids[kind][index] = (await callJson<{ id: string }>(connection, call)).id;
    };
  const listOf =
    (count: number): Doing =>
    async (connection) => {
      const query = `organizationId=org-${count}&limit=25&sortBy=createdAt&sortDirection=desc`;
      const call = {
        method: "GET",
        path: `${path("list-members")}?${query}`,
        headers: { cookie: owner.cookie },
      } as const;
      const { members } = await callJson<{ members: unknown[] }>(connection, call);
      if (members.length !== 25) throw new Error(`${members.length} rows instead of 25`);
    };
  return {
    async route(connection) {
      await callJson(connection, { method: "GET", path: "/api/auth/ok" });
    },
    invite: inviteAs("loud", "u"),
    inviteQuietly: inviteAs("quiet", "q"),
    async preview(connection, index) {
      const call = {
        method: "GET",
        path: `${path("get-invitation")}?id=${ids.loud[index]}`,
        headers: asPerson(index),
      } as const;
      await callJson(connection, call);
    },
    async accept(connection, index) {
      const body = { invitationId: ids.loud[index] };
      await callJson(connection, { path: path("accept-invitation"), headers: asPerson(index), body });
    },
    list100: listOf(100),
    list100000: listOf(100_000),
    resend: inviteAs("quiet", "q", { resend: true }),
  };
}

async function seedMembers(db: Database, owner: Owner, count: number): Promise<void> {
  const at = asText(`1700000000 + (i * 7919) % ${count}`);
  await db.batch([
    db.prepare(
      `INSERT INTO organization (id, name, slug, createdAt) VALUES ('org-${count}', 'Org ${count}', 'org-${count}', ${isoNow})`,
    ),
    db
      .prepare(
        `INSERT INTO member (id, organizationId, userId, role, createdAt)
          VALUES ('owner-${count}', 'org-${count}', ?1, 'owner', ${isoLongAgo})`,
      )
      .bind(owner.userId),
  ]);
  await forEachRow(
    db,
    count - 1,
    `INSERT INTO user (id, name, email, emailVerified, createdAt, updatedAt)
      SELECT 'm${count}-' || i, 'Member ' || i, 'm${count}-' || i || '@example.test', 1, ${at}, ${at} FROM s`,
  );
  await forEachRow(
    db,
    count - 1,
    `INSERT INTO member (id, organizationId, userId, role, createdAt)
      SELECT 'm${count}-' || i, 'org-${count}', 'm${count}-' || i, 'member', ${at} FROM s`,
  );
}
