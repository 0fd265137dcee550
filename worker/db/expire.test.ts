import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { decide } from "../../shared/decide.ts";
import { afterAttempt } from "../../shared/delivery.ts";
import { type Account, callerOf, makeAccount, T0 } from "../test/harness.ts";
import { bring, currentInvitation, invite, lifetimeMs, newRecipient, stages } from "../test/stages.ts";
import { ownColumns } from "../test/stored.ts";
import { beginAttempt, endAttempt } from "./deliveries.ts";
import { statementsFor } from "./effects.ts";
import { expireUsers } from "./expire.ts";
import { findWaking } from "./invitations.ts";
import { firstOf } from "./rows.ts";
import { type UserFactsRow, userFactsOf, userFactsStatement } from "./user-facts.ts";

const deadline = T0 + lifetimeMs;
const late = deadline + 12_345;

async function attempt(userId: string, outcome: Parameters<typeof afterAttempt>[0]): Promise<void> {
  const invitation = await findWaking(env.DB, (await currentInvitation(userId)).id);
  const begun = invitation && (await beginAttempt(env.DB, invitation, newRecipient(), T0));
  if (!begun) throw new Error("Not begun");
  await endAttempt(env.DB, begun, outcome, afterAttempt(outcome, 1, deadline, T0 + 5), T0 + 5);
}

/** Where the mail of an invitation can stand when its deadline comes. */
const mails: Record<string, (userId: string) => Promise<unknown>> = {
  queued: async () => undefined,
  "under way": async (userId) => {
    const invitation = await findWaking(env.DB, (await currentInvitation(userId)).id);
    return invitation && beginAttempt(env.DB, invitation, newRecipient(), T0);
  },
  retrying: (userId) => attempt(userId, { kind: "temporary", error: "quota" }),
  sent: (userId) => attempt(userId, { kind: "sent" }),
  failed: (userId) => attempt(userId, { kind: "permanent", error: "addressRefused" }),
};

/** Everything stored about a user but what names them. */
async function storedOf({ accountId }: Account, userId: string) {
  const tables: Record<string, string> = {
    users: "SELECT * FROM users WHERE accountId = ?1 AND id = ?2",
    invitations: "SELECT * FROM invitations WHERE accountId = ?1 AND userId = ?2 ORDER BY invitedAt",
    events: "SELECT * FROM events WHERE accountId = ?1 AND userId = ?2 ORDER BY seq",
    groupMembers: "SELECT * FROM groupMembers WHERE accountId = ?1 AND userId = ?2 ORDER BY groupId",
  };
  const stored: Record<string, unknown[]> = {};
  for (const [table, sql] of Object.entries(tables)) {
    const { results } = await env.DB.prepare(sql).bind(accountId, userId).all();
    stored[table] = results.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([key]) => !ownColumns.includes(key))),
    );
  }
  return stored;
}

/** Expiry as any single command would write it: decided, then made statements of. */
async function expireByRule(account: Account, userId: string, now: number): Promise<void> {
  const [result] = await env.DB.batch([userFactsStatement(env.DB, account.accountId, { userId }, now)]);
  const row = firstOf<UserFactsRow>(result);
  if (row === null) throw new Error("No such user");
  const facts = {
    user: userFactsOf(row),
    named: null,
    sends: null,
    activeAdministrators: 1,
    administratorsGroupId: account.administratorsGroupId,
  };
  const actor = { kind: "system" } as const;
  const decision = decide(facts, actor, { kind: "expire" }, { now, lifetimeMs });
  if (decision.refusal) return;
  const scene = { accountId: account.accountId, actor, actorUserId: null, now, epoch: 1 };
  const target = { userId, revision: row.revision, invitationId: row.currentInvitationId, person: row };
  await env.DB.batch(statementsFor(env.DB, scene, [{ target, effects: decision.effects }], decision));
}

describe("expiring set by set", () => {
  it.each(Object.keys(mails))("stores what the rule stores, of an invitation whose mail is %s", async (mail) => {
    const account = await makeAccount();
    const [bySet, byRule] = [await invite(account), await invite(account)];
    for (const { id } of [bySet, byRule]) await mails[mail]?.(id);
    const before = await storedOf(account, byRule.id);
    await expireUsers(env.DB, [{ accountId: account.accountId, userId: bySet.id }], late);
    await expireByRule(account, byRule.id, late);
    const after = await storedOf(account, byRule.id);
    expect(after).not.toEqual(before);
    expect(await storedOf(account, bySet.id)).toEqual(after);
  });

  it("stores what the rule stores, of an invitation without a mail", async () => {
    const account = await makeAccount();
    const [bySet, byRule] = await Promise.all(
      ["by-set@example.org", "by-rule@example.org"].map((email) =>
        callerOf({ token: account.token }).users.invite({
          ...{ email, firstName: "Grace", lastName: "Hopper", groupIds: [account.usersGroupId], sendMail: false },
        }),
      ),
    );
    await expireUsers(env.DB, [{ accountId: account.accountId, userId: bySet?.id ?? "" }], deadline);
    await expireByRule(account, byRule?.id ?? "", deadline);
    expect(await storedOf(account, bySet?.id ?? "")).toEqual(await storedOf(account, byRule?.id ?? ""));
  });

  it.each(stages)("takes whom the rule takes, and leaves whom it leaves: %s", async (stage) => {
    const account = await makeAccount();
    const [bySet, byRule] = [await bring(account, stage), await bring(account, stage)];
    // Whoever was first to get there has been told of at once, the other waits for the hour to end.
    await env.DB.prepare("UPDATE invitations SET news = NULL WHERE accountId = ?").bind(account.accountId).run();
    const before = await storedOf(account, bySet.row.id);
    await expireUsers(env.DB, [{ accountId: account.accountId, userId: bySet.row.id }], bySet.now);
    await expireByRule(account, byRule.row.id, byRule.now);
    const after = await storedOf(account, bySet.row.id);
    expect(after).toEqual(await storedOf(account, byRule.row.id));
    if (stage === "overdue") expect(after).not.toEqual(before);
    else expect(after).toEqual(before);
  });

  it("takes nobody a moment before the deadline, and nothing a second time", async () => {
    const account = await makeAccount();
    const { id } = await invite(account);
    const due = [{ accountId: account.accountId, userId: id }];
    const invited = await storedOf(account, id);
    await expireUsers(env.DB, due, deadline - 1);
    expect(await storedOf(account, id)).toEqual(invited);
    await Promise.all([expireUsers(env.DB, due, deadline), expireUsers(env.DB, due, deadline)]);
    const expired = await storedOf(account, id);
    expect(expired.events).toMatchObject([
      { type: "invitation.created" },
      { type: "invitation.failed" },
      { type: "invitation.expired" },
    ]);
    await expireUsers(env.DB, due, late);
    expect(await storedOf(account, id)).toEqual(expired);
  });

  it("takes only those it was given, in the account it was given", async () => {
    const [account, other] = [await makeAccount(), await makeAccount()];
    const given = await invite(account);
    const left = await invite(account);
    await expireUsers(
      env.DB,
      [
        { accountId: account.accountId, userId: given.id },
        { accountId: other.accountId, userId: left.id },
      ],
      late,
    );
    const { results } = await env.DB.prepare("SELECT id, status FROM users WHERE id IN (?1, ?2)")
      .bind(given.id, left.id)
      .all<{ id: string; status: string }>();
    expect(Object.fromEntries(results.map(({ id, status }) => [id, status]))).toEqual({
      [given.id]: "invitationExpired",
      [left.id]: "invited",
    });
  });

  it("of nobody asks nothing of the database", async () => {
    const unused = new Proxy(env.DB, {
      get() {
        throw new Error("asked");
      },
    });
    await expect(expireUsers(unused, [], late)).resolves.toEqual([]);
  });
});
