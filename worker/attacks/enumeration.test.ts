import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Env } from "../env.ts";
import worker from "../index.ts";
import { newInvitationId } from "../invitation/invitation-id.ts";
import { codeFor, newestKeyId } from "../invitation/links.ts";
import { stopClock } from "../test/clock.ts";
import { recordedDb } from "../test/d1-proxies.ts";
import { type Account, callerOf, makeAccount, T0 } from "../test/harness.ts";
import { origin } from "../test/http.ts";
import { mailsTo } from "../test/mails.ts";
import { codeOf, invite, join, newAddress } from "../test/stages.ts";
import { wholeAnswer } from "../test/whole-answer.ts";

const own: Env = env;
let account: Account;
/** By what Usher knows of them. */
let addresses: Record<string, string>;

beforeAll(async () => {
  stopClock(T0);
  account = await makeAccount();
  const { users } = callerOf({ token: account.token });
  const [blocked, removed, deleted] = [await join(account), await join(account), await join(account)];
  await users.block({ userId: blocked.userId });
  await users.remove({ userId: removed.userId });
  await users.remove({ userId: deleted.userId });
  await users.delete({ userId: deleted.userId });
  addresses = {
    "an administrator": account.founderEmail,
    "a member": (await join(account)).email,
    "somebody invited": (await invite(account)).email,
    "somebody blocked": blocked.email,
    "somebody removed": removed.email,
    "somebody deleted": deleted.email,
    "the first administrator": env.FIRST_ADMINISTRATOR ?? "",
  };
});

afterAll(() => {
  vi.useRealTimers();
});

type Asked = { status: number; headers: Record<string, string>; text: string; statements: string[]; cookie: string };

/** Asks a route of signing in; answers all that whoever asks can tell, and how much was asked of the database for it. */
async function ask(route: string, body: object, { cookie = "", usher = own, waits = true } = {}): Promise<Asked> {
  const { db, statements } = recordedDb(env.DB);
  const execution = createExecutionContext();
  const headers = { origin, "content-type": "application/json", cookie };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  const response = await worker.fetch(
    new Request(`${origin}/api/auth/${route}`, init),
    { ...usher, DB: db },
    execution,
  );
  const asked = { status: response.status, text: await response.text(), statements: statements() };
  if (waits) await waitOnExecutionContext(execution);
  const setCookie = response.headers.get("set-cookie") ?? "";
  const { "set-cookie": _, ...others } = Object.fromEntries(response.headers);
  const named = setCookie.replace(/=[^;]*/, "=…");
  return { ...asked, headers: { ...others, named }, cookie: setCookie.split(";")[0] ?? "" };
}

const send = (email: string) => ask("email-otp/send-verification-otp", { email });

function shown({ cookie: _, ...asked }: Asked) {
  return asked;
}

describe("whether an address is known", () => {
  test("is not told by asking for a code: the same answer and statements for everybody, and a mail", async () => {
    const nobody = newAddress();
    const unknown = shown(await send(nobody));
    expect(unknown.status).toBe(204);
    expect(await mailsTo(nobody)).toHaveLength(1);
    for (const [who, email] of Object.entries(addresses)) {
      const mailsBefore = (await mailsTo(email)).length;
      expect([who, shown(await send(email))]).toEqual([who, unknown]);
      expect(await mailsTo(email)).toHaveLength(mailsBefore + 1);
    }
  });

  test("is not told by entering a wrong code, or one that nobody asked for", async () => {
    const enter = async (email: string, isAsked: boolean) => {
      const cookie = isAsked ? (await send(email)).cookie : "";
      return shown(await ask("sign-in/email-otp", { email, otp: await wrongCodeFor(email) }, { cookie }));
    };
    for (const isAsked of [true, false]) {
      const unknown = await enter(newAddress(), isAsked);
      expect(unknown.status).toBe(403);
      for (const [who, email] of Object.entries(addresses)) {
        if (!isAsked) await env.DB.exec("DELETE FROM verifications");
        expect([who, await enter(email, isAsked)]).toEqual([who, unknown]);
      }
    }
  });

  test("is not told by how long a mail takes: nobody waits for it, nor hears what the provider said", async () => {
    const { promise: handedOver, resolve: letGo } = Promise.withResolvers<void>();
    let tried = 0;
    const provider: SendEmail = {
      async send(): Promise<never> {
        tried++;
        await handedOver;
        throw Object.assign(new Error("suppressed"), { code: "E_RECIPIENT_SUPPRESSED" });
      },
    };
    const { MAILBOX: _, ...deployed } = env;
    const lines = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const email = newAddress();
    const usher = { ...deployed, EMAIL: provider };
    const { status } = await ask("email-otp/send-verification-otp", { email }, { usher, waits: false });
    // Whoever had waited, would have given up by a line in the log.
    expect([status, lines.mock.calls]).toEqual([204, []]);
    await expect.poll(() => tried).toBe(1);
    letGo();
  });
});

async function wrongCodeFor(email: string): Promise<string> {
  const sent = (await mailsTo(email)).map(({ text }) => /^\d{6}$/m.exec(text)?.[0]);
  return ["000000", "111111", "222222"].find((code) => !sent.includes(code)) ?? "";
}

describe("whether an invitation is there", () => {
  test.each(["preview", "accept", "decline", "askAgain"] as const)(
    "is not told by a forged code sent to %s: it answers as nonsense does, and no statement is run",
    async (name) => {
      const genuine = await codeOf((await invite(account)).id);
      const missing = (await codeFor(env, { id: newInvitationId(T0), keyId: await newestKeyId(env) }, "mail")) ?? "";
      const forge = (code: string) => code.slice(0, -4) + (code.endsWith("AAAA") ? "BBBB" : "AAAA");
      const answers = [];
      for (const code of [forge(genuine), forge(missing), "A".repeat(70), "nonsense"]) {
        const person = name === "accept" ? { firstName: "Grace", lastName: "Hopper", termsAccepted: true } : {};
        answers.push(await wholeAnswer(`invitations.${name}`, { code, ...person }, {}));
      }
      for (const answer of answers) expect(answer).toEqual(answers[0]);
      expect(answers[0]).toMatchObject({ status: 404, statements: [], data: { refusal: { reason: "linkInvalid" } } });
      // Only we can sign the code of an invitation that never came to be; it is answered no otherwise.
      const person = name === "accept" ? { firstName: "Grace", lastName: "Hopper", termsAccepted: true } : {};
      const { text } = await wholeAnswer(`invitations.${name}`, { code: missing, ...person }, {});
      expect(text).toBe(answers[0]?.text);
    },
  );
});
