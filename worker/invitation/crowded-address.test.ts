import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { crowdedAddressPauseMs, dayMs, maxMailsToAddress } from "../../shared/limits.ts";
import { type Account, callerOf, makeAccount, T0 } from "../test/harness.ts";
import { mailsTo } from "../test/mails.ts";
import { currentInvitation, eventTypesOf, invite, join, lifetimeMs, newAddress } from "../test/stages.ts";
import { deliverNotices } from "./notices.ts";
import { sweep } from "./sweep.ts";
import { wake } from "./wake.ts";

/** An address that has had as many mails as it may in a day, each from another account. */
async function crowdedAddress(): Promise<string> {
  const email = newAddress();
  for (let sent = 0; sent < maxMailsToAddress; sent++) await inviteOnce(email);
  expect(await mailsTo(email)).toHaveLength(maxMailsToAddress);
  return email;
}

async function inviteOnce(email: string, lifetime = lifetimeMs) {
  const account = await makeAccount();
  const row = await callerOf({ token: account.token, env: { INVITATION_LIFETIME_MS: String(lifetime) } }).users.invite({
    ...{ email, firstName: "Grace", lastName: "Hopper", groupIds: [account.usersGroupId] },
  });
  const { id } = await currentInvitation(row.id);
  const wokenAt = await wake(env, id, () => T0);
  return { account, row, id, wokenAt };
}

function rowAt({ token }: Account, userId: string, now: number) {
  return callerOf({ token, now }).users.get({ userId });
}

describe("an address that has had its mails of the day, from whatever accounts,", () => {
  it("gets the next one a day later, and nobody can tell that mail from any that waits for its turn", async () => {
    const email = await crowdedAddress();
    const { account, row, id, wokenAt } = await inviteOnce(email);
    expect(wokenAt).toBe(T0 + crowdedAddressPauseMs);
    expect(await mailsTo(email)).toHaveLength(maxMailsToAddress);
    // The row is the one that `invite` answered: queued, no attempt, the same deadline.
    expect(await rowAt(account, row.id, T0)).toEqual(row);
    expect(row.delivery).toEqual({ state: "queued", attempts: 0, at: T0 });
    expect(await eventTypesOf(account, row.id)).toEqual(["invitation.created"]);
    const [history] = await callerOf({ token: account.token }).invitations.history({ userId: row.id });
    expect(history?.attempts).toEqual([]);

    expect(await wake(env, id, () => T0 + dayMs - 1)).toBe(T0 + dayMs - 1 + crowdedAddressPauseMs);
    expect(await mailsTo(email)).toHaveLength(maxMailsToAddress);
    await wake(env, id, () => T0 + dayMs + crowdedAddressPauseMs);
    expect(await mailsTo(email)).toHaveLength(maxMailsToAddress + 1);
    const sent = await rowAt(account, row.id, T0 + 2 * dayMs);
    expect(sent).toMatchObject({ delivery: { state: "sent", attempts: 1 }, expiresAt: row.expiresAt });
  });

  it("gets nothing of an invitation that ends first: its mail fails as any that is too late", async () => {
    const email = await crowdedAddress();
    const { account, row, id } = await inviteOnce(email, dayMs / 2);
    await wake(env, id, () => T0 + dayMs / 2);
    expect(await mailsTo(email)).toHaveLength(maxMailsToAddress);
    expect((await rowAt(account, row.id, T0 + dayMs)).delivery).toMatchObject({
      ...{ state: "failed", error: "deadlinePassed" },
    });
  });

  it("is written to by one of two that are woken at once when one place is left", async () => {
    const email = newAddress();
    for (let sent = 0; sent < maxMailsToAddress - 1; sent++) await inviteOnce(email);
    const late = [];
    for (let each = 0; each < 2; each++) {
      const account = await makeAccount();
      late.push(await currentInvitation((await invite(account, { email })).id));
    }
    await Promise.all(late.map(({ id }) => wake(env, id, () => T0)));
    expect(await mailsTo(email)).toHaveLength(maxMailsToAddress);
  });

  it("still gets its reminders late rather than beyond the limit", async () => {
    const email = newAddress();
    const reminded = await inviteOnce(email);
    const due = T0 + lifetimeMs - 2 * dayMs;
    await env.DB.prepare("UPDATE mailsSent SET at = ?1").bind(due).run();
    await env.DB.prepare(`INSERT INTO mailsSent (address, sendId, at)
      SELECT m.address, value, ?1 FROM mailsSent m JOIN invitations i ON i.sendId = m.sendId,
        json_each('["a","b","c","d","e","f","g","h","i","j"]') WHERE i.id = ?2`)
      .bind(due, reminded.id)
      .run();
    expect(await wake(env, reminded.id, () => due)).toBe(due + crowdedAddressPauseMs);
    expect(await mailsTo(email)).toHaveLength(1);
    await wake(env, reminded.id, () => due + dayMs);
    expect(await mailsTo(email)).toHaveLength(2);
  });
});

describe("of the mails to an address", () => {
  it("one that is tried again counts once, and is not held up by those that came meanwhile", async () => {
    const email = `fail-1-times.${newAddress()}`;
    const first = await inviteOnce(email);
    const later = first.wokenAt ?? 0;
    for (let sent = 1; sent < maxMailsToAddress; sent++) await inviteOnce(email);
    await wake(env, first.id, () => later);
    const { delivery } = await rowAt(first.account, first.row.id, later);
    expect(delivery).toMatchObject({ state: "sent", attempts: 2 });
    expect((await inviteOnce(email)).wokenAt).toBe(T0 + crowdedAddressPauseMs);
  });

  it("the notice of a removal waits for none: only who had joined gets one", async () => {
    const email = await crowdedAddress();
    const account = await makeAccount();
    const { userId } = await join(account, { email });
    await callerOf({ token: account.token }).users.remove({ userId });
    await deliverNotices(env, T0, () => T0);
    expect((await mailsTo(email)).map(({ subject }) => subject)).toContain("Your access to Stark Industries has ended");
  });

  it("none is kept for longer than a day, and none says to whom it went", async () => {
    const { row } = await inviteOnce(newAddress());
    const kept = await env.DB.prepare("SELECT * FROM mailsSent").all();
    expect(kept.results.length).toBeGreaterThan(0);
    expect(JSON.stringify(kept.results)).not.toContain(row.email);
    await sweep(env, T0 + 10 * dayMs);
    expect(await env.DB.prepare("SELECT count(*) AS rows FROM mailsSent").first("rows")).toBe(0);
  });
});
