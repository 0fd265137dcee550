import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { deliveryLeaseMs, newsIntervalMs } from "../../shared/limits.ts";
import { beginNews, findDueNews } from "../db/news.ts";
import { stopClock } from "../test/clock.ts";
import { type Account, callerOf, makeAccount, requestOf, T0 } from "../test/harness.ts";
import { mailsTo } from "../test/mails.ts";
import { acceptSignedIn, codeOf, currentInvitation, type Invitee, invite, lifetimeMs } from "../test/stages.ts";
import { ring } from "../test/timers.ts";
import { sweep } from "./sweep.ts";

const minute = 60_000;
const hour = newsIntervalMs;
const deadline = T0 + lifetimeMs;

let account: Account;
beforeEach(async () => {
  stopClock(T0);
  account = await makeAccount();
});
afterEach(() => {
  vi.useRealTimers();
});

function sweepAt(at: number): Promise<void> {
  stopClock(at);
  return sweep(env, at);
}

/** Declines as the page would, and waits for what that put off. */
async function decline(firstName: string, at: number, invitee: Invitee = {}): Promise<string> {
  const { id } = await invite(account, { firstName, lastName: "", now: T0, ...invitee });
  stopClock(at);
  const { api, settled } = requestOf({ now: at });
  await api.invitations.decline({ code: await codeOf(id) });
  await settled();
  return id;
}

async function subjects(email = account.founderEmail): Promise<string[]> {
  return (await mailsTo(email)).map(({ subject }) => subject).reverse();
}

async function textOf(mail: number, email = account.founderEmail): Promise<string> {
  return (await mailsTo(email)).reverse()[mail]?.text ?? "";
}

function switchOff(kinds: { accepted?: boolean; declined?: boolean; expired?: boolean }) {
  const { accountId, cookie } = account;
  return callerOf({ cookie, accountId }).profile.update({ notifications: kinds });
}

async function count(sql: string): Promise<number> {
  const row = await env.DB.prepare(`SELECT count(*) AS n FROM ${sql} AND accountId = ?`)
    .bind(account.accountId)
    .first<{ n: number }>();
  return row?.n ?? -1;
}
const owed = () => count("invitations WHERE news IS NOT NULL");
const notices = () => count("notices WHERE kind = 'news'");

describe("whoever invited", () => {
  it("hears of the first answer at once, by name and address, without any link of an invitation", async () => {
    await decline("Grace", T0, { lastName: "Hopper", email: "grace.hopper@example.org" });
    expect(await subjects()).toEqual(["Grace Hopper has declined your invitation to Stark Industries"]);
    const [mail] = await mailsTo(account.founderEmail);
    expect(mail?.text).toContain("- Grace Hopper (grace.hopper@example.org)");
    expect(mail?.text).toContain("choose in your profile");
    for (const part of [mail?.text, mail?.html]) {
      expect(part).not.toContain("accept#");
      expect([...new Set(part?.match(/https?:\/\/[^\s"<,:]+:?\d*/g))]).toEqual(["http://localhost:8787"]);
    }
    expect(await owed()).toBe(0);
  });

  it("hears of whoever accepts", async () => {
    const row = await invite(account, { firstName: "Grace", lastName: "Hopper" });
    await acceptSignedIn(account, row);
    await sweepAt(T0 + minute);
    expect(await subjects()).toEqual(["Grace Hopper has accepted your invitation to Stark Industries"]);
  });

  it("hears of an expiry that the alarm records", async () => {
    const row = await invite(account, { firstName: "Grace", lastName: "Hopper" });
    const { id } = await currentInvitation(row.id);
    await ring(id, T0 + 100);
    await ring(id, deadline);
    expect(await subjects()).toEqual(["Your invitation of Grace Hopper to Stark Industries has expired"]);
    expect(await textOf(0)).toContain("needs a new invitation");
    await ring(id, deadline + minute);
    await sweepAt(deadline + 2 * hour);
    expect(await subjects()).toHaveLength(1);
  });

  it("hears of an expiry that the sweep records, in the same run", async () => {
    await invite(account);
    await sweepAt(deadline);
    expect(await subjects()).toEqual(["Your invitation of Grace Hopper to Stark Industries has expired"]);
  });

  it("hears of the rest an hour later in one mail, and of nothing after that", async () => {
    await decline("Ann", T0);
    await decline("Ben", T0 + 1);
    await decline("Cid", T0 + hour - 1);
    for (const at of [T0 + minute, T0 + hour - 1]) await sweepAt(at);
    expect(await subjects()).toHaveLength(1);
    await sweepAt(T0 + hour);
    expect(await subjects()).toEqual([
      "Ann has declined your invitation to Stark Industries",
      "News of 2 of your invitations to Stark Industries",
    ]);
    const text = await textOf(1);
    expect(text).toMatch(/2 people have declined:\n- (Ben|Cid) \(.*\)\n- (Ben|Cid) \(/);
    expect(text).not.toContain("Ann");
    // The hour after it is quiet, and over: the next are told at once again.
    await sweepAt(T0 + 2 * hour);
    expect(await notices()).toBe(0);
    await decline("Dan", T0 + 2 * hour + 1);
    expect((await subjects()).slice(2)).toEqual(["Dan has declined your invitation to Stark Industries"]);
  });

  it("hears of the last within an hour once the hour is over, and not before", async () => {
    await decline("Ann", T0);
    await decline("Ben", T0 + hour - 1);
    await sweepAt(T0 + hour - 1);
    expect(await subjects()).toHaveLength(1);
    await sweepAt(T0 + hour);
    expect(await subjects()).toHaveLength(2);
    await decline("Cid", T0 + hour + 1);
    await sweepAt(T0 + 2 * hour - 1);
    expect(await subjects()).toHaveLength(2);
    await sweepAt(T0 + 2 * hour);
    expect((await subjects())[2]).toContain("Cid");
  });

  it("is told at once of what comes when the hour is over, also before the sweep has noticed", async () => {
    await decline("Ann", T0);
    await decline("Ben", T0 + hour);
    expect(await subjects()).toHaveLength(2);
  });

  it("gets one mail at once, however many answer together", async () => {
    const rows = await Promise.all(Array.from({ length: 10 }, () => invite(account)));
    const codes = await Promise.all(rows.map(({ id }) => codeOf(id)));
    stopClock(T0);
    await Promise.all(
      codes.map(async (code) => {
        const { api, settled } = requestOf({});
        await api.invitations.decline({ code });
        await settled();
      }),
    );
    expect(await subjects()).toHaveLength(1);
    await decline("Ann", T0 + 1);
    await Promise.all([sweepAt(T0 + hour), sweepAt(T0 + hour), sweepAt(T0 + hour)]);
    expect(await subjects()).toHaveLength(2);
    const told = await Promise.all([0, 1].map((mail) => textOf(mail)));
    expect(told.join().match(/^- /gm)).toHaveLength(11);
    expect(await owed()).toBe(0);
  });

  it("gets two mails of 60 invitations that expire within a minute: one at once, one an hour later", async () => {
    const rows = [];
    for (let made = 0; made < 60; made++) rows.push(await invite(account, { now: T0 + made * 1_000 }));
    for (const [made, row] of rows.entries()) {
      await ring((await currentInvitation(row.id)).id, deadline + made * 1_000);
    }
    await sweepAt(deadline + minute);
    expect(await subjects()).toHaveLength(1);
    await sweepAt(deadline + hour);
    expect((await subjects())[1]).toBe("News of 59 of your invitations to Stark Industries");
    const text = await textOf(1);
    expect(text).toContain("59 invitations have expired:");
    expect(text.match(/^- Grace Hopper/gm)).toHaveLength(20);
    expect(text).toContain("- and 39 more");
    await sweepAt(deadline + 3 * hour);
    expect(await subjects()).toHaveLength(2);
  });

  it("gets no news of kinds that are switched off when the mail leaves", async () => {
    await decline("Ann", T0);
    await decline("Ben", T0 + 1);
    await acceptSignedIn(account, await invite(account), T0 + 2);
    await switchOff({ declined: false });
    await sweepAt(T0 + hour);
    expect((await subjects()).slice(1)).toEqual(["Grace Hopper has accepted your invitation to Stark Industries"]);
    await switchOff({ accepted: false, expired: false });
    await decline("Dan", T0 + 3 * hour);
    await switchOff({ accepted: true, declined: true, expired: true });
    await sweepAt(T0 + 5 * hour);
    expect(await subjects()).toHaveLength(2);
    expect([await owed(), await notices()]).toEqual([0, 0]);
  });

  it.each(["blocked", "removed"])("gets none once they are %s, and does not catch up on it later", async (status) => {
    await decline("Ann", T0);
    await decline("Ben", T0 + 1);
    const set = (to: string) =>
      env.DB.prepare("UPDATE users SET status = ?2 WHERE id = ?1").bind(account.founderId, to).run();
    await set(status);
    await sweepAt(T0 + hour);
    await set("active");
    await sweepAt(T0 + 3 * hour);
    expect(await subjects()).toHaveLength(1);
    expect([await owed(), await notices()]).toEqual([0, 0]);
  });

  it("is the maker of the token, where a program invited, and the person where one did", async () => {
    const other = await acceptSignedIn(
      account,
      await invite(account, {
        groupIds: [account.administratorsGroupId],
        cookie: account.cookie,
        email: "second.admin@example.org",
      }),
    );
    await sweepAt(T0);
    await decline("Ann", T0 + 2 * hour, { cookie: other });
    expect(await subjects("second.admin@example.org")).toEqual([
      "Ann has declined your invitation to Stark Industries",
    ]);
    await decline("Ben", T0 + 2 * hour);
    expect((await subjects()).at(-1)).toContain("Ben");
  });

  it("hears nothing of people who have been removed, deleted or invited anew since", async () => {
    await decline("Ann", T0);
    const [removed, deleted, renewed] = [await decline("Ben", T0), await decline("Cid", T0), await decline("Dan", T0)];
    const api = callerOf({ token: account.token, now: T0 + minute });
    await api.users.remove({ userId: removed });
    await api.users.remove({ userId: deleted });
    await api.users.delete({ userId: deleted });
    await api.invitations.sendNew({ userId: renewed });
    await sweepAt(T0 + hour);
    expect(await subjects()).toHaveLength(1);
    expect(await owed()).toBe(0);
  });

  it("hears nothing of an expiry that they met themselves by sending a new invitation", async () => {
    const { id } = await invite(account);
    await callerOf({ token: account.token, now: deadline + 1 }).invitations.sendNew({ userId: id });
    await sweepAt(deadline + minute);
    expect(await subjects()).toEqual([]);
  });

  it("hears in the account's language", async () => {
    await callerOf({ token: account.token }).accounts.update({ locale: "de" });
    await decline("Ann", T0);
    expect(await subjects()).toEqual(["Ann hat Ihre Einladung zu Stark Industries abgelehnt"]);
    expect(await textOf(0)).toContain("1 Person hat abgelehnt");
  });
});

describe("a mail with news", () => {
  it("of a process that died before it knew the outcome goes out again under the same sendId, with what came since", async () => {
    const { id } = await invite(account, { firstName: "Ann", lastName: "" });
    const { api, settled } = requestOf({ now: T0 });
    stopClock(T0);
    await api.invitations.decline({ code: await codeOf(id) });
    await settled();
    await decline("Ben", T0 + 1);
    const [notice] = await findDueNews(env.DB, T0 + hour, 10);
    if (notice === undefined) throw new Error("Nothing is due");
    const begun = await beginNews(env.DB, notice, 1, T0 + hour);
    expect(begun?.news?.kinds).toMatchObject([{ kind: "declined", count: 1 }]);
    await decline("Cid", T0 + hour + 1);
    await sweepAt(T0 + hour + deliveryLeaseMs - 1);
    expect(await subjects()).toHaveLength(1);
    await sweepAt(T0 + hour + deliveryLeaseMs);
    expect((await subjects())[1]).toBe("News of 2 of your invitations to Stark Industries");
    expect((await mailsTo(account.founderEmail))[0]?.sendId).toBe(notice.id);
    const attempts = env.DB.prepare("SELECT attempt, outcome, mail FROM deliveries WHERE sendId = ? ORDER BY attempt");
    expect((await attempts.bind(notice.id).all()).results).toEqual([
      { attempt: 1, outcome: null, mail: "news" },
      { attempt: 2, outcome: "sent", mail: "news" },
    ]);
  });
});
