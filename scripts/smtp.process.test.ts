import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, test } from "vitest";
import { certificate, certificateKey } from "./smtp-certificate.ts";
import { type Behaviour, startSmtpReceiver } from "./smtp-receiver.ts";
import {
  apiOf,
  killAll,
  mailsTo,
  ordinaryGroup,
  type ProgramApi,
  seedAccount,
  startAgain,
  usherForTest,
} from "./usher-for-test.ts";

// All at once: most of the time they wait for an attempt to be made again, half a minute after the first.
const timeoutMs = 120_000;
const patience = { timeout: 60_000, interval: 250 };

const receivers: Awaited<ReturnType<typeof startSmtpReceiver>>[] = [];
afterAll(() => Promise.all(receivers.map((receiver) => receiver.stop())));

async function receiverForTest(options?: Parameters<typeof startSmtpReceiver>[0]) {
  const receiver = await startSmtpReceiver(options);
  receivers.push(receiver);
  return receiver;
}

async function invite(api: ProgramApi, groupIds: string[], email: string): Promise<string> {
  return (await api.users.invite.mutate({ email, firstName: "Grüße", lastName: "Müller-Lüdenscheidt", groupIds })).id;
}

/** What an administrator sees: how it stands, and how each attempt went. */
async function seen(api: ProgramApi, userId: string) {
  const { delivery } = await api.users.get.query({ userId });
  const [invitation] = await api.invitations.history.query({ userId });
  const attempts = invitation?.attempts.map(({ outcome, error }) => (error ? `${outcome}: ${error}` : outcome));
  return { state: delivery?.state, error: delivery?.error, attempts };
}

test.concurrent(
  "what an SMTP server does to a mail is what the administrator sees",
  async ({ expect }) => {
    const receiver = await receiverForTest();
    const usher = await usherForTest({
      env: {
        SMTP_URL: `smtp://127.0.0.1:${receiver.port}`,
        MAIL_FROM: '"Üsher, Inc." <invitations@example.com>',
        BOUNCE_ADDRESS: "bounces@example.com",
      },
    });
    const { apiToken } = await seedAccount(usher.origin, 1);
    const api = apiOf(usher.origin, apiToken);
    const groupIds = [await ordinaryGroup(api)];

    const refused = { state: "failed", error: "addressRefused", attempts: ["permanent: addressRefused"] };
    const sentAtLast = { state: "sent", error: undefined, attempts: ["temporary: temporary", "sent"] };
    const cases: Record<Exclude<Behaviour, "held"> | "fine", object> = {
      fine: { state: "sent", error: undefined, attempts: ["sent"] },
      slow: { state: "sent", error: undefined, attempts: ["sent"] },
      unknown: refused,
      refused,
      busy: sentAtLast,
      full: sentAtLast,
      spam: sentAtLast,
      // Waited for ten seconds, and not for the second attempt after that.
      silent: { state: "retrying", error: "temporary", attempts: ["temporary: temporary"] },
      hangup: sentAtLast,
      lost: sentAtLast,
      quota: { ...sentAtLast, attempts: ["temporary: quota", "sent"] },
    };
    const users = await Promise.all(
      Object.entries(cases).map(async ([behaviour, end]) => {
        const email = `${behaviour}.person@example.org`;
        return { behaviour, email, end, id: await invite(api, groupIds, email) };
      }),
    );
    // Until it is tried again, the row says why.
    const quota = users.find(({ behaviour }) => behaviour === "quota")?.id ?? "";
    await expect
      .poll(() => seen(api, quota), patience)
      .toEqual({ state: "retrying", error: "quota", attempts: ["temporary: quota"] });
    await Promise.all(
      users.map(({ behaviour, end, id }) =>
        expect.poll(() => seen(api, id), { ...patience, message: behaviour }).toEqual(end),
      ),
    );

    for (const { behaviour, email, end } of users) {
      const mails = receiver.to(email);
      const copies = end === refused || behaviour === "silent" ? 0 : behaviour === "lost" ? 2 : 1;
      expect(mails, behaviour).toHaveLength(copies);
      // Repeated is the same mail: its id, its link, and where it goes when it comes back.
      const marks = mails.map(({ mail, returnPath }) => [mail.messageId, linkIn(mail.text), returnPath].join());
      expect(new Set(marks).size, behaviour).toBe(Math.min(mails.length, 1));
    }

    const [fine] = receiver.to("fine.person@example.org");
    expect(fine?.returnPath).toMatch(/^bounces\+[0-9A-Z]{26}-[0-9A-Z]{16}@example\.com$/);
    expect(fine?.mail).toMatchObject({
      from: { name: "Üsher, Inc.", address: "invitations@example.com" },
      to: [{ name: "", address: "fine.person@example.org" }],
      messageId: expect.stringMatching(/^<[\w-]+@example\.com>$/),
      subject: expect.stringContaining("invite"),
      text: expect.stringContaining("Grüße"),
      html: expect.stringContaining("Grüße"),
    });
    expect(fine?.mail.headers).toContainEqual(
      expect.objectContaining({ key: "auto-submitted", value: "auto-generated" }),
    );

    // Nobody holds on to a server that has nothing to say.
    await expect.poll(() => receiver.connections(), patience).toBe(0);

    // Whoever tries Usher with a server of their own still finds every mail here.
    expect(await mailsTo(usher.origin, "unknown.person@example.org")).toHaveLength(1);
    for (const { email } of users) expect(usher.output()).not.toContain(email);
  },
  timeoutMs,
);

test.concurrent(
  "killed between the server's yes and the note of it, a mail goes out once more, the same to the letter",
  async ({ expect }) => {
    const receiver = await receiverForTest();
    const env = { SMTP_URL: `smtp://localhost:${receiver.port}` };
    const usher = await usherForTest({ env });
    const { apiToken } = await seedAccount(usher.origin, 1);
    const api = apiOf(usher.origin, apiToken);
    const groupIds = [await ordinaryGroup(api)];
    const email = "held.person@example.org";
    const id = await invite(api, groupIds, email);
    await expect.poll(() => receiver.to(email).length, patience).toBe(1);
    await killAll(usher);

    await startAgain(usher, env);
    await expect
      .poll(() => seen(api, id), patience)
      .toEqual({ state: "sent", error: undefined, attempts: ["unknown", "sent"] });
    const mails = receiver.to(email).map(({ mail }) => [mail.messageId, mail.text, mail.html]);
    expect(mails).toHaveLength(2);
    expect(mails[1]).toEqual(mails[0]);

    await receiver.stop();
    const late = await invite(api, groupIds, "nobody.there@example.org");
    await expect
      .poll(() => seen(api, late), patience)
      .toEqual({ state: "retrying", error: "temporary", attempts: ["temporary: temporary"] });
  },
  timeoutMs,
);

test.concurrent(
  "a password and a link travel to a server that proves who it is, encrypted, or not at all",
  async ({ expect }) => {
    const folder = mkdtempSync(join(tmpdir(), "usher-certificate-"));
    writeFileSync(join(folder, "certificate.pem"), certificate);
    const NODE_EXTRA_CA_CERTS = join(folder, "certificate.pem");
    const credentials = `usher:${encodeURIComponent("pass:word/ä")}`;
    const tls = { key: certificateKey, cert: certificate };
    const secure = await receiverForTest({ ...tls, secure: true });
    const upgraded = await receiverForTest({ ...tls, disabledCommands: [] });
    const inClear = await receiverForTest();

    let usher = await usherForTest({
      env: { NODE_EXTRA_CA_CERTS, SMTP_URL: `smtps://${credentials}@localhost:${secure.port}` },
    });
    const { apiToken } = await seedAccount(usher.origin, 1);
    const api = apiOf(usher.origin, apiToken);
    const groupIds = [await ordinaryGroup(api)];
    const sent = { state: "sent", error: undefined, attempts: ["sent"] };
    const retrying = { state: "retrying", error: "temporary", attempts: ["temporary: temporary"] };

    async function expectAttempt(email: string, end: object): Promise<void> {
      const id = await invite(api, groupIds, email);
      await expect.poll(() => seen(api, id), { ...patience, message: email }).toEqual(end);
    }
    await expectAttempt("secure@example.org", sent);
    expect(secure.received).toMatchObject([{ isSecure: true, user: "usher" }]);

    async function startWith(SMTP_URL: string, trusted: object = { NODE_EXTRA_CA_CERTS }): Promise<void> {
      await usher.stop();
      usher = await startAgain(usher, { SMTP_URL, ...trusted });
    }
    await startWith(`smtp://${credentials}@localhost:${upgraded.port}`);
    await expectAttempt("upgraded@example.org", sent);
    expect(upgraded.received).toMatchObject([{ isSecure: true, user: "usher" }]);

    await startWith(`smtp://${credentials}@localhost:${upgraded.port}`, {});
    await expectAttempt("not.trusted@example.org", retrying);
    expect(upgraded.logins).toEqual(["usher"]);

    // The same machine by a name that is not known to be.
    await startWith(`smtp://${credentials}@127.1:${inClear.port}`);
    await expectAttempt("in.clear@example.org", retrying);
    expect(inClear.logins).toEqual([]);
    expect(inClear.received).toEqual([]);
  },
  timeoutMs,
);

function linkIn(mailText: string | undefined): string | undefined {
  return /\/accept#\S+/.exec(mailText ?? "")?.[0];
}
