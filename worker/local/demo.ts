import { accountTexts } from "../../shared/texts/en/account.ts";
import { newAccountStatements } from "../db/accounts.ts";
import { commit } from "../db/commit.ts";
import { eventStatement } from "../db/events.ts";
import { insertGroupStatement } from "../db/groups.ts";
import { ensureLogin } from "../db/logins.ts";
import { newId } from "../db/new-id.ts";
import type { Env } from "../env.ts";
import { armQuietly } from "../invitation/arm.ts";
import { invitationLifetimeMs } from "../invitation/lifetime.ts";
import { newOffer } from "../invitation/offer.ts";
import { type Character, demoAdministrator, demoCast, demoGroups } from "./demo-cast.ts";
import { type DemoAccount, type Told, tellStory } from "./demo-story.ts";

/** Always the same, so that there is one demo account however often it is asked for. */
const accountId = "ACC-NRTHW1ND0BSERVAT";
const name = "Northwind Observatory";
const foundedDaysAgo = 40;

/**
 * Makes the demo account, once, in one batch. The clock made it, so it is not the first account that
 * FIRST_ADMINISTRATOR may found.
 */
export async function ensureDemo(env: Env, now: number): Promise<{ adminEmail: string }> {
  const lifetimeMs = invitationLifetimeMs(env);
  const foundedAt = now - Math.round((foundedDaysAgo * lifetimeMs) / 7);
  const account: DemoAccount = {
    accountId,
    administratorId: newId("user"),
    administratorsGroupId: newId("group"),
    groupIds: new Map(demoGroups.map((group) => [group, newId("group")])),
    now,
    lifetimeMs,
  };
  const { loginId } = await ensureLogin(env.DB, demoAdministrator.email, accountId, now);
  const told = await Promise.all(demoCast.map((character) => tell(env, account, character)));
  const founder = { ...demoAdministrator, userId: account.administratorId, loginId };
  const committed = await commit(
    env.DB,
    { accountId, id: "demo", inputHash: "", subjectId: accountId },
    { accessRevision: null, users: [] },
    [
      ...newAccountStatements(
        env.DB,
        {
          ...{ id: accountId, name, locale: "en", timeZone: "Europe/Lisbon", founder, usersGroupId: newId("group") },
          administratorsGroupId: account.administratorsGroupId,
        },
        accountTexts.groups,
        foundedAt,
      ),
      ...demoGroups.map((group) =>
        insertGroupStatement(env.DB, accountId, {
          id: account.groupIds.get(group) ?? "",
          name: group,
          isAdministrators: false,
        }),
      ),
      eventStatement(env.DB, {
        ...{ accountId, type: "account.created", actor: { kind: "system" }, at: foundedAt, recordedAt: foundedAt },
        details: { name },
      }),
      ...told
        .flatMap(({ chapters }) => chapters)
        .sort((one, other) => one.at - other.at)
        .flatMap(({ statements }) => statements),
    ],
    now,
  );
  if (committed.kind === "done") {
    for (const { openInvitationId } of told) {
      if (openInvitationId !== null) await armQuietly(env, openInvitationId, now);
    }
  }
  return { adminEmail: demoAdministrator.email };
}

async function tell(env: Env, account: DemoAccount, character: Character): Promise<Told> {
  const email = `${character.address}@northwind.example`;
  const offer = await newOffer(env, account.now);
  const past = character.story.map(({ command }) => command.kind);
  const isIn = past.includes("accept") && !past.includes("remove");
  // A removed one's login went with their last place.
  const loginId = isIn ? (await ensureLogin(env.DB, email, accountId, account.now)).loginId : crypto.randomUUID();
  return tellStory(env.DB, account, character, { email, loginId, offer });
}
