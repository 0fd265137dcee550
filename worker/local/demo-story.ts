import type { Actor, Command, Facts } from "../../shared/command.ts";
import { decide } from "../../shared/decide.ts";
import { type AfterAttempt, type AttemptOutcome, afterAttempt } from "../../shared/delivery.ts";
import type { UserStatus } from "../../shared/status.ts";
import { openedStatement } from "../db/accounts.ts";
import { statementsFor } from "../db/effects.ts";
import { eventStatement } from "../db/events.ts";
import { insertRows, type Row } from "../db/insert-rows.ts";
import type { NewOffer } from "../db/target.ts";
import type { Character } from "./demo-cast.ts";

export type DemoAccount = {
  accountId: string;
  administratorId: string;
  administratorsGroupId: string;
  groupIds: Map<string, string>;
  now: number;
  lifetimeMs: number;
};

type Ids = { email: string; loginId: string; offer: { userId: string } & Omit<NewOffer, "locale" | "message"> };

/** What happened at one time; the stories of all are put in order by it, so that the audit trail is. */
export type Chapter = { at: number; statements: D1PreparedStatement[] };
export type Told = { chapters: Chapter[]; openInvitationId: string | null };

/** The rules decide one command after the other, each at its own time, as they would have for the API. */
export function tellStory(db: D1Database, account: DemoAccount, character: Character, ids: Ids): Told {
  const { accountId, lifetimeMs } = account;
  const { userId, invitationId } = ids.offer;
  const person = { email: ids.email, firstName: character.firstName, lastName: character.lastName };
  const at = (daysAgo: number) => account.now - Math.round((daysAgo * lifetimeMs) / 7);
  const chapters: Chapter[] = [];
  const invitedAt = at(character.story[0]?.daysAgo ?? 0);
  const expiresAt = invitedAt + lifetimeMs;
  let status: UserStatus | "deleted" | null = null;
  for (const { command: given, daysAgo, mail } of character.story) {
    const command = given.kind === "invite" ? { ...given, groupIds: groupIdsOf(account, character) } : given;
    const now = command.kind === "expire" ? expiresAt : at(daysAgo);
    const actor = actorOf(command, account);
    const decision = decide(factsOf(account, ids, status, expiresAt), actor, command, { now, lifetimeMs });
    if (decision.refusal) throw new Error(`The demo's ${command.kind} is refused: ${decision.refusal.reason}`);
    const scene = { accountId, actor, actorUserId: account.administratorId, now, epoch: 0 };
    const target = {
      ...{ userId, person, loginId: ids.loginId, revision: status === null ? 0 : 1 },
      invitationId: status && invitationId,
      offer: { ...ids.offer, locale: "en", message: null },
    };
    // Nobody gets a mail about what never happened.
    const effects = decision.effects.filter(({ kind }) => kind !== "sendRemovalNotice" && kind !== "tellInviter");
    chapters.push({
      at: now,
      statements: statementsFor(db, scene, [{ target, effects }], { administratorsChange: false }),
    });
    if (mail) {
      const { sendId } = ids.offer;
      chapters.push(...mailChapters(db, { accountId, userId, invitationId, sendId }, mail, { invitedAt, expiresAt }));
    }
    status = decision.next;
  }
  if (character.lastSeenDaysAgo !== undefined) {
    const seenAt = at(character.lastSeenDaysAgo);
    chapters.push({ at: seenAt, statements: [openedStatement(db, accountId, userId, seenAt)] });
  }
  return { chapters, openInvitationId: status === "invited" ? invitationId : null };
}

function factsOf(
  { administratorsGroupId }: DemoAccount,
  { offer }: Ids,
  status: UserStatus | "deleted" | null,
  expiresAt: number,
): Facts {
  const known = { activeAdministrators: 2, administratorsGroupId, sends: null };
  if (status === null || status === "deleted") return { ...known, user: null, named: null };
  const current = { invitationId: offer.invitationId, expiresAt };
  const rest = { groupIds: [], inAdministrators: false, askedAgainAt: null };
  return {
    ...known,
    user: { id: offer.userId, status, ...current, ...rest },
    named: { id: offer.invitationId, endedAs: null, expiresAt },
  };
}

function groupIdsOf(account: DemoAccount, { groups, inAdministrators }: Character): string[] {
  const named = groups.flatMap((group) => account.groupIds.get(group) ?? []);
  return inAdministrators ? [account.administratorsGroupId, ...named] : named;
}

function actorOf({ kind }: Command, { administratorId }: DemoAccount): Actor {
  if (kind === "expire") return { kind: "system" };
  if (kind === "accept" || kind === "decline" || kind === "askAgain") return { kind: "invitee" };
  return { kind: "user", id: administratorId };
}

/** How the mail went: its attempts at the times at which they would have been made. */
function mailChapters(
  db: D1Database,
  mail: { accountId: string; userId: string; invitationId: string; sendId: string },
  outcomes: AttemptOutcome[],
  { invitedAt, expiresAt }: { invitedAt: number; expiresAt: number },
): Chapter[] {
  const { accountId, userId, invitationId, sendId } = mail;
  const attempts: Row[] = [];
  let after: AfterAttempt = { state: "queued", error: null, dueAt: invitedAt };
  let lastAt = invitedAt;
  for (const outcome of outcomes) {
    if (after.dueAt === null) break;
    lastAt = after.dueAt;
    after = afterAttempt(outcome, attempts.length + 1, expiresAt, lastAt);
    const error = outcome.kind === "sent" ? null : outcome.error;
    attempts.push([accountId, userId, invitationId, sendId, attempts.length + 1, lastAt, lastAt, outcome.kind, error]);
  }
  if (attempts.length === 0) return [];
  const type = after.state === "sent" ? "invitation.sent" : after.state === "failed" ? "invitation.failed" : null;
  const details = { attempts: attempts.length, ...(after.error === null ? {} : { error: after.error }) };
  const statements = [
    db
      .prepare(`UPDATE invitations SET mailState = ?3, mailError = ?4, mailAttempts = ?5, mailDueAt = ?6, mailAt = ?7
        WHERE accountId = ?1 AND id = ?2`)
      .bind(accountId, invitationId, after.state, after.error, attempts.length, after.dueAt, lastAt),
    insertRows(
      db,
      "deliveries",
      ["accountId", "userId", "invitationId", "sendId", "attempt", "startedAt", "finishedAt", "outcome", "error"],
      attempts,
    ),
    ...(type === null
      ? []
      : [
          eventStatement(db, {
            ...{ accountId, userId, invitationId, type, details },
            ...{ actor: { kind: "system" }, at: lastAt, recordedAt: lastAt },
          }),
        ]),
  ];
  return [{ at: lastAt, statements }];
}
