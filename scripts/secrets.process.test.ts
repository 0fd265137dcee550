import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { StoredMail } from "../worker/email/mailbox.ts";
import { cookieOf } from "./administrator-api.ts";
import type { SpawnedUsher } from "./spawn-usher.ts";
import { apiOf, linkCodeIn, mailsTo, ordinaryGroup, seedAccount, startAgain, usherForTest } from "./usher-for-test.ts";

// What a thief of the disk or of the logs has in hands after a day of everything: nothing that opens anything.

type Secrets = { codes: string[]; tokens: string[]; cookies: string[]; oneTimeCodes: string[]; others: string[] };

let usher: SpawnedUsher;
let secrets: Secrets;
let printed = "";
let adminEmail = "";
/** A value of a column or of an object's storage that is a text, or bytes. */
let stolen: string[] = [];

beforeAll(async () => {
  usher = await usherForTest();
  secrets = await goThrough();
  await usher.stop();
  printed = usher.output();
  stolen = everyValue(usher.stateFolder);
  usher = await startAgain(usher);
}, 120_000);

async function goThrough(): Promise<Secrets> {
  const { origin } = usher;
  const seeded = await seedAccount(origin, 3);
  ({ adminEmail } = seeded);
  const api = apiOf(origin, seeded.apiToken);
  const groupIds = [await ordinaryGroup(api)];
  const invite = (email: string) =>
    api.users.invite.mutate({
      email,
      firstName: "Gerda",
      lastName: "Guest",
      groupIds,
      idempotencyKey: `key-of-${email}`,
    });
  const [accepting, declining, waiting] = await Promise.all(
    ["a", "d", "w"].map((one) => invite(`${one}-guest@example.com`)),
  );
  if (!accepting || !declining || !waiting) throw new Error("Nobody was invited.");
  await invite("fail-permanent@example.com");
  await invite("fail-temporary@example.com");
  const codes: string[] = [];
  for (const { id, email } of [accepting, declining, waiting]) {
    codes.push(linkCodeIn(await firstMail(email, /\/accept#/)));
    codes.push((await api.invitations.link.mutate({ userId: id })).url.split("#")[1] ?? "");
  }
  await api.invitations.resend.mutate({ userId: waiting.id });
  await api.invitations.resend.mutate({ userId: waiting.id }).catch(() => undefined);
  const person = { firstName: "Gerda", lastName: "Guest", termsAccepted: true };
  const accepted = await post("/trpc/invitations.accept", { code: codes[0], ...person });
  expect(accepted.status).toBe(200);
  expect((await post("/trpc/invitations.decline", { code: codes[2] })).status).toBe(200);

  const asked = await post("/api/auth/email-otp/send-verification-otp", { email: adminEmail });
  const otp = await oneTimeCode(adminEmail);
  await post("/api/auth/sign-in/email-otp", { email: adminEmail, otp: "000000" }, cookieOf(asked));
  const signedIn = await post("/api/auth/sign-in/email-otp", { email: adminEmail, otp }, cookieOf(asked));
  const cookie = cookieOf(signedIn) ?? "";
  const made = await post("/trpc/tokens.create", { name: "Sync", scope: "write" }, cookie);
  const { token } = (await made.json()).result.data;
  const hook = await post(
    "/trpc/webhooks.create",
    { url: `${origin}/dev/no-such-receiver?key=of-the-receiver` },
    cookie,
  );
  const { secret, row } = (await hook.json()).result.data;
  await post("/trpc/webhooks.sendTest", { webhookId: row.id }, cookie);
  // One that nobody has entered yet.
  const waitingFor = await post("/api/auth/email-otp/send-verification-otp", { email: waiting.email });
  const open = await oneTimeCode(waiting.email);
  await fetch(`${origin}/trpc/users.invite`, {
    method: "POST",
    headers: { cookie, origin },
    body: `{"email":"${otp}" broken`,
  });
  const cookies = [accepted, signedIn, asked, waitingFor].flatMap(
    (response) => cookieOf(response)?.split("=")[1] ?? [],
  );
  const local: Record<string, string> = JSON.parse(readFileSync(join(usher.stateFolder, "secrets.json"), "utf8"));
  return {
    codes,
    tokens: [seeded.apiToken, token],
    cookies: [...cookies, ...cookies.map(decodeURIComponent)],
    oneTimeCodes: [otp, open],
    others: [secret, secret.replace("whsec_", ""), ...Object.values(local)],
  };
}

async function oneTimeCode(address: string): Promise<string> {
  return /^\d{6}$/m.exec((await firstMail(address, /^\d{6}$/m)).text)?.[0] ?? "";
}

function firstMail(address: string, wanted: RegExp): Promise<StoredMail> {
  return vi.waitFor(
    async () => {
      const mail = (await mailsTo(usher.origin, address)).find(({ text }) => wanted.test(text));
      if (mail === undefined) throw new Error(`No mail to ${address} has ${wanted}.`);
      return mail;
    },
    { timeout: 20_000, interval: 50 },
  );
}

function post(path: string, body: unknown, cookie = ""): Promise<Response> {
  const headers = { "content-type": "application/json", origin: usher.origin, cookie };
  return fetch(usher.origin + path, { method: "POST", headers, body: JSON.stringify(body) });
}

/** The databases of D1 and of the objects, but the one that stands for people's own mailboxes. */
function databaseFiles(stateFolder: string): string[] {
  return globSync(join(stateFolder, "**", "*.sqlite")).filter((file) => !tablesOf(file).includes("mails"));
}

function tablesOf(file: string): string[] {
  const database = new DatabaseSync(file, { readOnly: true });
  const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
  database.close();
  return tables.map(({ name }) => String(name));
}

function everyValue(stateFolder: string): string[] {
  const values = new Set<string>();
  for (const file of databaseFiles(stateFolder)) {
    const database = new DatabaseSync(file, { readOnly: true });
    for (const table of tablesOf(file)) {
      const everything = database.prepare(`SELECT * FROM "${table}"`);
      // The runtime keeps alarms in nanoseconds.
      everything.setReadBigInts(true);
      for (const row of everything.all()) {
        for (const value of Object.values(row)) {
          if (typeof value === "string") values.add(value);
          if (value instanceof Uint8Array) values.add(Buffer.from(value).toString("latin1"));
        }
      }
    }
    database.close();
  }
  return [...values].filter((value) => value.length >= 6);
}

/** As it is, and as bytes are often written. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [secret, bytes.toString("base64").replaceAll("=", ""), bytes.toString("base64url"), bytes.toString("hex")];
}

test("the run had something to lose: its open link, session, token and databases are all there", async () => {
  const [cookie = ""] = secrets.cookies.slice(1);
  const preview = await post("/trpc/invitations.preview", { code: secrets.codes[4] });
  const mine = await fetch(`${usher.origin}/trpc/accounts.mine`, { headers: { cookie: `usher_session=${cookie}` } });
  const headers = { authorization: `Bearer ${secrets.tokens[1]}` };
  const counts = await fetch(`${usher.origin}/trpc/users.counts`, { headers });
  expect([preview.status, mine.status, counts.status]).toEqual([200, 200, 200]);
  expect(secrets.codes).toHaveLength(6);
  expect(secrets.oneTimeCodes).toHaveLength(2);
  expect(databaseFiles(usher.stateFolder).length).toBeGreaterThan(3);
  expect(stolen.length).toBeGreaterThan(100);
});

describe("a dump of D1 and of the objects' storage", () => {
  test("holds no link's code, token, cookie, webhook secret or key, in any spelling, freed pages and logs of writing included", () => {
    const files = databaseFiles(usher.stateFolder)
      .flatMap((file) => [file, `${file}-wal`, `${file}-journal`])
      .filter((file) => statSync(file, { throwIfNoEntry: false }) !== undefined);
    const bytes = files.map((file) => readFileSync(file).toString("latin1"));
    for (const kind of ["codes", "tokens", "cookies", "others"] as const) {
      for (const spelling of secrets[kind].flatMap(spellings)) {
        expect(spelling.length).toBeGreaterThan(20);
        expect([kind, bytes.some((text) => text.includes(spelling))]).toEqual([kind, false]);
      }
    }
  });

  test("holds no one-time code, also not of those that are still good", () => {
    for (const code of secrets.oneTimeCodes) {
      expect(stolen.filter((value) => new RegExp(`(?<!\\d)${code}(?!\\d)`).test(value))).toEqual([]);
    }
  });

  test("gives a thief nothing to use: no value of it is a session, a token or a code of a link", async () => {
    const opened: string[] = [];
    const attempt = async (value: string) => {
      const short = value.slice(0, 250);
      const printable = encodeURIComponent(short);
      const asCookies = [printable, short].filter((cookie) => /^[\x21-\x3a\x3c-\x7e]+$/.test(cookie));
      const tries = [
        ...asCookies.map((cookie) => askWith({ cookie: `usher_session=${cookie}` })),
        ...asCookies.map((token) => askWith({ authorization: `Bearer ${token}` })),
        post("/trpc/invitations.preview", { code: short.slice(0, 200) }),
      ];
      for (const { status } of await Promise.all(tries)) if (status < 400) opened.push(value);
    };
    for (let from = 0; from < stolen.length; from += 20) await Promise.all(stolen.slice(from, from + 20).map(attempt));
    expect(opened).toEqual([]);
  }, 60_000);
});

function askWith(headers: Record<string, string>): Promise<Response> {
  return fetch(`${usher.origin}/trpc/accounts.mine,users.counts?batch=1`, { headers });
}

test("what was printed holds no code, token, cookie, one-time code, key or address", () => {
  expect(printed.length).toBeGreaterThan(100);
  for (const secret of Object.values(secrets).flat()) expect(printed).not.toContain(secret);
  expect(printed.replaceAll(adminEmail, "")).not.toMatch(/[a-z]-guest@example\.com|fail-\w+@/);
  expect(printed).not.toContain(adminEmail);
});
