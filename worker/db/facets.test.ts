import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { seedAccount } from "../local/seed.ts";
import { type Account, callerOf, makeAccount, T0 } from "../test/harness.ts";
import { bring, stages } from "../test/stages.ts";

const columns = "u.status, u.nameKey, u.email, u.sentAt, u.expiresAt, u.joinedAt, u.lastSignInAt";

/** Everybody's facets, worked out from what they are made of. */
const computed = `SELECT u.accountId, f.facet, u.id, ${columns} FROM users u JOIN (
    SELECT accountId, userId, groupId AS facet FROM groupMembers
    UNION ALL SELECT w.accountId, w.id, i.mailState FROM users w JOIN invitations i ON i.id = w.currentInvitationId
    UNION ALL SELECT w.accountId, w.id, i.invitedByUserId FROM users w JOIN invitations i ON i.id = w.currentInvitationId
    UNION ALL SELECT accountId, id, 'askedAgain' FROM users WHERE askedAgainAt IS NOT NULL
  ) f ON f.accountId = u.accountId AND f.userId = u.id WHERE f.facet IS NOT NULL AND u.accountId = ?1`;

async function expectTrue({ accountId }: Pick<Account, "accountId">, atLeast: number) {
  const all = async (sql: string) => (await env.DB.prepare(sql).bind(accountId).all()).results;
  const kept = await all(
    `SELECT u.accountId, u.facet, u.id, ${columns} FROM userFacets u WHERE u.accountId = ?1 ORDER BY u.id, u.facet`,
  );
  expect(kept).toEqual(await all(`${computed} ORDER BY u.id, f.facet`));
  expect(kept.length).toBeGreaterThanOrEqual(atLeast);
  const counts =
    "SELECT facet, status, count FROM facetCounts WHERE accountId = ?1 AND count <> 0 ORDER BY facet, status";
  expect(await all(counts)).toEqual(
    await all(
      `SELECT facet, status, count(*) AS count FROM (${computed}) GROUP BY facet, status ORDER BY facet, status`,
    ),
  );
}

test("what users are filtered by is what they are, whatever has become of them", async () => {
  const account = await makeAccount();
  const api = callerOf({ token: account.token });
  const { id: groupId } = await api.groups.create({ name: "Research" });
  for (const stage of stages) {
    const { row, now } = await bring(account, stage);
    await expectTrue(account, 1);
    const userId = row.id;
    const later = callerOf({ token: account.token, now });
    if (stage === "invitationExpired") {
      await env.DB.prepare("UPDATE users SET askedAgainAt = ?2 WHERE id = ?1").bind(userId, now).run();
      await expectTrue(account, 1);
    }
    if (row.actions.sendNew === null) await later.invitations.sendNew({ userId });
    if (row.actions.edit === null) await later.users.edit({ userId, groupIds: [groupId, account.usersGroupId] });
    await expectTrue(account, 1);
    if (stage !== "removed") await later.users.remove({ userId });
    await expectTrue(account, 1);
    if (stage === "blocked") await later.users.delete({ userId });
    await expectTrue(account, 1);
  }
  await api.groups.remove({ groupId });
  await expectTrue(account, 1);
});

test("the same holds for an account that was filled by sets", async () => {
  await expectTrue(await seedAccount(env, 300, T0), 900);
});
