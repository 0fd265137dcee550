import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { ensureLogin } from "../db/logins.ts";
import { listMails } from "../email/mailbox.ts";
import { wake } from "../invitation/wake.ts";
import { outrunBy } from "../test/d1-proxies.ts";
import { findLogin } from "../test/find-login.ts";
import { type Account, callerOf, makeAccount, requestOf, signIn, T0 } from "../test/harness.ts";
import { refusalOf } from "../test/refusal-of.ts";
import {
  acceptSignedIn,
  codeOf,
  currentInvitation,
  eventTypesOf,
  expire,
  invite,
  join,
  lifetimeMs,
  newAddress,
} from "../test/stages.ts";

let account: Account;
beforeAll(async () => {
  account = await makeAccount();
});

const deadline = T0 + lifetimeMs;
const names = { firstName: "Grace", lastName: "Hopper", termsAccepted: true as const };

function accept(code: string, options: Parameters<typeof requestOf>[0] = {}) {
  return callerOf(options).invitations.accept({ code, ...names });
}

function userOf(userId: string, now = T0) {
  return callerOf({ token: account.token, now }).users.get({ userId });
}

async function cookieOf(email: string, now = T0): Promise<string> {
  return signIn((await ensureLogin(env.DB, email, account.accountId, now)).loginId, now);
}

describe("a mailed link", () => {
  test("lets somebody in once, however many times accept is sent", async () => {
    const { id, email } = await invite(account);
    const code = await codeOf(id);
    const answers = await Promise.allSettled(Array.from({ length: 50 }, () => accept(code)));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === "fulfilled") continue;
      const { reason } = await refusalOf(Promise.reject(answer.reason));
      expect(["alreadyAccepted", "signInRequired"]).toContain(reason);
    }
    expect(await eventTypesOf(account, id)).toEqual(["invitation.created", "invitation.accepted"]);
    expect((await userOf(id)).status).toBe("active");
    const logins = await env.DB.prepare("SELECT count(*) AS count FROM logins WHERE email = ?1")
      .bind(email)
      .first("count");
    expect(logins).toBe(1);
  });

  test("lets in once when fifty sessions of the address send accept", async () => {
    const { id, email } = await invite(account);
    const code = await codeOf(id, "copy");
    const cookie = await cookieOf(email);
    const answers = await Promise.allSettled(Array.from({ length: 50 }, () => accept(code, { cookie })));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await eventTypesOf(account, id)).toEqual(["invitation.created", "invitation.accepted"]);
  });

  test("is the proof of an address that has no login: it makes one, and signs in", async () => {
    const { id, email } = await invite(account);
    const { api, responseHeaders } = requestOf({});
    const answer = await api.invitations.accept({
      code: await codeOf(id),
      ...names,
      firstName: "Amazing",
      lastName: "",
    });
    expect(answer).toEqual({
      accountId: account.accountId,
      accountName: "Stark Industries",
      userId: id,
      homeUrl: null,
      isSignedIn: true,
    });
    const setCookie = responseHeaders.get("set-cookie") ?? "";
    expect(setCookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
    const cookie = setCookie.split(";")[0] ?? "";
    expect(await callerOf({ cookie }).profile.get()).toMatchObject({
      userId: id,
      email,
      firstName: "Amazing",
      lastName: "",
    });
    expect(await userOf(id)).toMatchObject({ status: "active", joinedAt: T0, firstName: "Amazing", lastName: "" });
  });

  test("is the one that the mail holds", async () => {
    const { id, email } = await invite(account);
    await wake(env, (await currentInvitation(id)).id, () => T0);
    const [mail, ...others] = await listMails(env.MAILBOX ?? env.DB, { to: email });
    expect(others).toEqual([]);
    expect(mail?.text).toContain(`http://localhost:8787/accept#${await codeOf(id)}`);
    expect((await userOf(id)).delivery).toMatchObject({ state: "sent", attempts: 1 });
  });

  test("asks for the code once the address has a login, and uses nothing up", async () => {
    const { email } = await join(await makeAccount());
    const { id } = await invite(account, { email });
    const before = [await userOf(id), await loginRows()];
    const { api, responseHeaders } = requestOf({});
    const call = api.invitations.accept({ code: await codeOf(id), ...names });
    expect(await refusalOf(call)).toEqual({ reason: "signInRequired" });
    expect(responseHeaders.get("set-cookie")).toBeNull();
    expect([await userOf(id), await loginRows()]).toEqual(before);
    expect(await accept(await codeOf(id), { cookie: await cookieOf(email) })).toMatchObject({ userId: id });
  });

  test("does not sign in a login that somebody made while it was being accepted", async () => {
    const { id, email } = await invite(account);
    const made = proxyFirstRead(env.DB, () => ensureLogin(env.DB, email, account.accountId, T0));
    const { api, responseHeaders } = requestOf({ env: { DB: made } });
    const call = api.invitations.accept({ code: await codeOf(id), ...names });
    expect(await refusalOf(call)).toEqual({ reason: "signInRequired" });
    expect(responseHeaders.get("set-cookie")).toBeNull();
    expect((await userOf(id)).status).toBe("invited");
  });
});

function loginRows() {
  const counts = ["logins", "directory", "sessions"].map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`);
  return env.DB.prepare(`SELECT ${counts.join(", ")}`).first();
}

/** Does something right before the login of the address is made. */
function proxyFirstRead(db: D1Database, then: () => Promise<unknown>): D1Database {
  return new Proxy(db, {
    get(target, key) {
      if (key !== "batch") return Reflect.get(target, key).bind?.(target) ?? Reflect.get(target, key);
      return async (statements: D1PreparedStatement[]) => {
        await then();
        return target.batch(statements);
      };
    },
  });
}

describe("a copied link", () => {
  test("asks for the code, whether or not the address has a login, and makes none", async () => {
    const known = await join(await makeAccount());
    for (const email of [known.email, newAddress()]) {
      const { id } = await invite(account, { email });
      expect(await refusalOf(accept(await codeOf(id, "copy")))).toEqual({ reason: "signInRequired" });
      expect((await userOf(id)).status).toBe("invited");
      expect((await findLogin(env.DB, email)) !== null).toBe(email === known.email);
    }
  });

  test("looks the same whether or not the address has a login", async () => {
    const known = await join(await makeAccount());
    const looks = [];
    for (const email of [known.email, newAddress()]) {
      const { id } = await invite(account, { email });
      looks.push({ ...(await callerOf({}).invitations.preview({ code: await codeOf(id, "copy") })), email: "" });
    }
    expect(looks[0]).toEqual(looks[1]);
  });

  test("lets in the session of the invited address", async () => {
    const { id, email } = await invite(account);
    expect(await accept(await codeOf(id, "copy"), { cookie: await cookieOf(email) })).toMatchObject({
      isSignedIn: true,
    });
    expect((await userOf(id)).status).toBe("active");
  });
});

describe("somebody signed in as another address", () => {
  test.each(["mail", "copy"] as const)(
    "is told both addresses by a %s link, the invited one masked, and uses nothing up",
    async (channel) => {
      const other = await join(account);
      const { id, email } = await invite(account, { email: `robin-${channel}@sub.example.org` });
      const before = await userOf(id);
      const code = await codeOf(id, channel);
      const call = accept(code, { cookie: other.cookie });
      const refusal = { reason: "wrongAddress", invitedAddress: "r•••@s•••.org", signedInAs: other.email };
      expect(await refusalOf(call)).toEqual(refusal);
      expect(await callerOf({ cookie: other.cookie }).invitations.preview({ code })).toMatchObject({
        email: "r•••@s•••.org",
        signedInAs: other.email,
        isSignedInAsInvited: false,
      });
      expect(await userOf(id)).toEqual(before);
      expect(await findLogin(env.DB, email)).toBeNull();
      await accept(code, channel === "mail" ? {} : { cookie: await cookieOf(email) });
      expect((await userOf(id)).status).toBe("active");
    },
  );
});

describe("the deadline", () => {
  test("is the first instant at which an invitation is over, with every alarm off", async () => {
    const [early, late] = await Promise.all([invite(account), invite(account)]);
    expect(await accept(await codeOf(early.id), { now: deadline - 1 })).toMatchObject({ userId: early.id });
    const over = { reason: "invitationExpired", expiredAt: deadline };
    expect(await refusalOf(accept(await codeOf(late.id), { now: deadline }))).toEqual(over);
    const { preview, decline } = callerOf({ now: deadline }).invitations;
    const code = await codeOf(late.id);
    expect(await refusalOf(preview({ code }))).toEqual(over);
    expect(await refusalOf(decline({ code }))).toEqual(over);
    expect(await userOf(late.id, deadline - 1)).toMatchObject({ status: "invited" });
    expect(await userOf(late.id, deadline)).toMatchObject({ status: "invitationExpired" });
    expect(await findLogin(env.DB, late.email)).toBeNull();
  });

  test("is measured for the session of the invited address as for everybody", async () => {
    const { id, email } = await invite(account);
    const cookie = await cookieOf(email, deadline);
    const call = accept(await codeOf(id), { cookie, now: deadline });
    expect(await refusalOf(call)).toEqual({ reason: "invitationExpired", expiredAt: deadline });
    expect(await callerOf({ cookie, now: deadline }).invitations.mine()).toEqual([]);
    expect(await callerOf({ cookie, now: deadline - 1 }).invitations.mine()).toHaveLength(1);
  });
});

describe("accepting and something else at once", () => {
  const ended = { accepted: "active", expired: "invitationExpired", withdrawn: "removed" } as const;

  /** How the invitation ended: in one way, whoever won. */
  async function endingOf(userId: string): Promise<keyof typeof ended> {
    const endings = ["accepted", "expired", "withdrawn"] as const;
    const types = await eventTypesOf(account, userId);
    const found = endings.filter((ending) => types.includes(`invitation.${ending}`));
    expect(found).toHaveLength(1);
    const [ending] = found;
    if (ending === undefined) throw new Error("No ending");
    return ending;
  }

  test("expiry: whoever comes first, the other learns what is true", async () => {
    for (let round = 0; round < 8; round++) {
      const { id } = await invite(account);
      const code = await codeOf(id);
      const [accepted] = await Promise.allSettled([accept(code, { now: deadline - 1 }), expire(id, deadline)]);
      const ending = await endingOf(id);
      expect((await userOf(id, deadline)).status).toBe(ended[ending]);
      expect(accepted.status).toBe(ending === "accepted" ? "fulfilled" : "rejected");
    }
  });

  test("expiry that is quicker: nobody is let in", async () => {
    const { id } = await invite(account);
    const DB = outrunBy(env.DB, () => expire(id, deadline));
    const call = accept(await codeOf(id), { now: deadline - 1, env: { DB } });
    expect(await refusalOf(call)).toEqual({ reason: "invitationExpired", expiredAt: deadline });
    expect(await endingOf(id)).toBe("expired");
    expect((await userOf(id, deadline)).status).toBe("invitationExpired");
  });

  test("removal: one of them wins", async () => {
    for (let round = 0; round < 8; round++) {
      const { id } = await invite(account);
      const code = await codeOf(id);
      const remove = callerOf({ token: account.token }).users.remove({ userId: id });
      const [accepted, removed] = await Promise.allSettled([accept(code), remove]);
      expect(removed.status).toBe("fulfilled");
      // Removing goes through whoever was quicker: of an invitation, or of somebody who has just joined.
      const ending = await endingOf(id);
      expect((await userOf(id)).status).toBe("removed");
      expect(accepted.status).toBe(ending === "accepted" ? "fulfilled" : "rejected");
      if (accepted.status === "rejected") {
        expect(await refusalOf(Promise.reject(accepted.reason))).toEqual({ reason: "invitationWithdrawn" });
      }
    }
  });

  test("removal that is quicker: nobody is let in, and the login that was made has no place", async () => {
    const { id } = await invite(account);
    const DB = outrunBy(env.DB, () => callerOf({ token: account.token }).users.remove({ userId: id }));
    expect(await refusalOf(accept(await codeOf(id), { env: { DB } }))).toEqual({ reason: "invitationWithdrawn" });
    expect(await userOf(id)).toMatchObject({ status: "removed", joinedAt: null, groups: [] });
  });

  test("resending: the person is in, and no mail is owed any more", async () => {
    const { id } = await invite(account);
    const DB = outrunBy(env.DB, () => callerOf({ token: account.token }).invitations.resend({ userId: id }));
    await accept(await codeOf(id), { env: { DB } });
    expect(await eventTypesOf(account, id)).toEqual(["invitation.created", "invitation.resent", "invitation.accepted"]);
    await wake(env, (await currentInvitation(id)).id, () => T0 + 1);
    expect(await userOf(id)).toMatchObject({ status: "active", delivery: null });
  });

  test("accepting that is quicker than resending: nothing is sent to somebody who is in", async () => {
    const { id } = await invite(account);
    const code = await codeOf(id);
    const DB = outrunBy(env.DB, () => accept(code));
    const call = callerOf({ token: account.token, env: { DB } }).invitations.resend({ userId: id });
    expect(await refusalOf(call)).toEqual({ reason: "alreadyAccepted" });
    expect(await eventTypesOf(account, id)).toEqual(["invitation.created", "invitation.accepted"]);
  });

  test("sending and resending at once: the person is in, once", async () => {
    for (let round = 0; round < 8; round++) {
      const { id } = await invite(account);
      const code = await codeOf(id);
      const resend = callerOf({ token: account.token }).invitations.resend({ userId: id });
      const [accepted, resent] = await Promise.allSettled([accept(code), resend]);
      expect(accepted.status).toBe("fulfilled");
      if (resent.status === "rejected") {
        expect(await refusalOf(Promise.reject(resent.reason))).toEqual({ reason: "alreadyAccepted" });
      }
      expect((await userOf(id)).status).toBe("active");
    }
  });

  test("declining and accepting: one of them wins", async () => {
    for (let round = 0; round < 8; round++) {
      const { id } = await invite(account);
      const code = await codeOf(id);
      const answers = await Promise.allSettled([accept(code), callerOf({}).invitations.decline({ code })]);
      expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const { status } = await userOf(id);
      expect(status).toBe(answers[0].status === "fulfilled" ? "active" : "invitationDeclined");
    }
  });
});

describe("the other places of a person", () => {
  test("stay as they are when the person is blocked or removed in one account and accepts in another", async () => {
    for (const command of ["block", "remove"] as const) {
      const here = await join(account);
      const elsewhere = await makeAccount();
      const { id: thereId } = await invite(elsewhere, { email: here.email });
      await callerOf({ token: account.token }).users[command]({ userId: here.userId });
      const before = await userOf(here.userId);
      await accept(await codeOf(thereId), { cookie: here.cookie });
      expect(await userOf(here.userId)).toEqual(before);
      const there = callerOf({ cookie: here.cookie, accountId: elsewhere.accountId });
      expect(await there.profile.get()).toMatchObject({ userId: thereId });
      const blocked = callerOf({ cookie: here.cookie, accountId: account.accountId }).profile.get();
      expect(await refusalOf(blocked)).toEqual({ reason: "notAllowed" });
    }
  });

  test("stay as they are when the person is removed in another account", async () => {
    const here = await join(account);
    const elsewhere = await makeAccount();
    const { userId: thereId } = await join(elsewhere, { email: here.email });
    const before = await userOf(here.userId);
    await callerOf({ token: elsewhere.token }).users.remove({ userId: thereId });
    expect(await userOf(here.userId)).toEqual(before);
    const api = callerOf({ cookie: here.cookie });
    expect(await api.profile.get()).toMatchObject({ userId: here.userId });
  });

  test("keep their own names: accepting renames the person in one account only", async () => {
    const here = await join(account);
    const elsewhere = await makeAccount();
    const { id } = await invite(elsewhere, { email: here.email });
    await callerOf({ cookie: here.cookie }).invitations.accept({
      code: await codeOf(id),
      firstName: "Other",
      lastName: "Name",
      termsAccepted: true,
    });
    expect(await userOf(here.userId)).toMatchObject({ firstName: "Grace", lastName: "Hopper" });
    expect(await callerOf({ token: elsewhere.token }).users.get({ userId: id })).toMatchObject({ firstName: "Other" });
  });
});

describe("after a removal", () => {
  test("accepting again attaches whoever accepts, and the old session opens the account again", async () => {
    const member = await join(account);
    const { users } = callerOf({ token: account.token });
    await users.remove({ userId: member.userId });
    expect(await refusalOf(callerOf({ ...member, accountId: account.accountId }).profile.get())).toEqual({
      reason: "notAllowed",
    });
    await invite(account, { email: member.email, firstName: "Back" });
    const now = T0 + 1_000;
    const cookie = await acceptSignedIn(account, { id: member.userId, email: member.email }, now);
    expect(await callerOf({ cookie, now }).profile.get()).toMatchObject({ userId: member.userId });
    expect(await userOf(member.userId)).toMatchObject({ status: "active", joinedAt: now });
  });
});
