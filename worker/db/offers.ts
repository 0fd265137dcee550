import { hourOf } from "../../shared/daily-cap.ts";
import { isInvitationMail } from "../../shared/decide-many.ts";
import type { InvitationEnding } from "../../shared/status.ts";
import { type ChangeSet, offerOf, ofRow } from "./change-set.ts";
import { isNew } from "./target.ts";

/**
 * Ends open invitations, and notes which of the endings are news to whoever made them. A mail still owed is not sent: at
 * the deadline that is a failure, else it is moot.
 */
export function endInvitationStatements({ stepsOf, over, scene }: ChangeSet): D1PreparedStatement[] {
  const steps = stepsOf("endInvitation").filter(({ invitationId }) => invitationId !== null);
  const told = new Set(stepsOf("tellInviter").map(({ target }) => target));
  const expired = steps.filter(({ effect }) => effect.as === "expired");
  return [
    ...over(
      expired.map(({ target }) => [target]),
      (rows, still) =>
        overtakenMailEvents(
          `u.accountId = ?1 AND u.id IN (SELECT e.value ->> 0 FROM ${rows} WHERE true${still})`,
          "?3",
        ),
      scene.now,
    ),
    ...over(
      steps.map(({ target, effect, invitationId }) => [
        target,
        invitationId,
        effect.as satisfies InvitationEnding,
        effect.at,
        told.has(target) ? "owed" : null,
      ]),
      (
        rows,
        still,
      ) => `UPDATE invitations SET endedAs = e.value ->> 3, endedAt = e.value ->> 4, news = e.value ->> 5, ${mailAtTheEnd("e.value ->> 3")}
        FROM ${rows} WHERE invitations.accountId = ${ofRow} AND invitations.id = e.value ->> 2 AND endedAs IS NULL${still}`,
    ),
  ];
}

/** What an ending does to an invitation's mail and timer; `as` is the SQL of the ending. */
export function mailAtTheEnd(as: string): string {
  return `armed = 1, mailDueAt = NULL, reminderDueAt = NULL,
    mailError = CASE WHEN mailState IN ('queued', 'retrying') AND ${as} = 'expired' THEN 'deadlinePassed' ELSE mailError END,
    mailState = CASE WHEN mailState IN ('queued', 'retrying') THEN CASE ${as} WHEN 'expired' THEN 'failed' END ELSE mailState END`;
}

/**
 * The event of a mail that its deadline overtakes, to stand before the statement that ends the invitation. `which`
 * picks the invitations `i` with their users `u`; `now` is a placeholder.
 */
export function overtakenMailEvents(which: string, now: string): string {
  return `INSERT INTO events (accountId, userId, invitationId, type, actorKind, actorId, at, recordedAt, details)
    SELECT i.accountId, i.userId, i.id, 'invitation.failed', 'system', NULL, u.expiresAt, ${now},
      json_object('attempts', i.mailAttempts, 'error', 'deadlinePassed')
    FROM users u JOIN invitations i ON i.accountId = u.accountId AND i.id = u.currentInvitationId
    WHERE i.endedAs IS NULL AND i.mailState IN ('queued', 'retrying') AND ${which}`;
}

/** A new offer replaces whatever is still to be said about the end of an earlier place. */
export function createInvitationStatements({ stepsOf, over, scene }: ChangeSet): D1PreparedStatement[] {
  const { actor, actorUserId, now, armed = true } = scene;
  const steps = stepsOf("createInvitation");
  const actorId = "id" in actor ? actor.id : "";
  // A run has one message or none; each row names it by its place, so that it travels once.
  const messages = [...new Set(steps.map(({ target }) => offerOf(target).message))];
  return [
    ...over(
      steps.map(({ target, effect: { sentAt, mail } }) => {
        const { invitationId, keyIds, epoch, locale, message, sendId } = offerOf(target);
        return [
          target,
          invitationId,
          keyIds[0] ?? null,
          epoch,
          locale,
          messages.indexOf(message),
          mail,
          mail && sentAt,
          sendId,
        ];
      }),
      (
        rows,
        still,
      ) => `INSERT INTO invitations (accountId, userId, id, keyId, epoch, locale, message, mailKind, mailState, mailDueAt,
        sendId, invitedAt, invitedByKind, invitedById, invitedByUserId, armed)
        SELECT ?1, e.value ->> 0, e.value ->> 2, e.value ->> 3, e.value ->> 4, e.value ->> 5, ?3 ->> (e.value ->> 6), e.value ->> 7,
          CASE WHEN e.value ->> 7 IS NULL THEN NULL ELSE 'queued' END, e.value ->> 8, e.value ->> 9, ?4, ?5, ?6, ?7, ?8
        FROM ${rows} WHERE true${still}`,
      ...[JSON.stringify(messages), now, actor.kind, actorId, actorUserId ?? actorId, armed ? 1 : 0],
    ),
    ...over(
      steps.filter(({ target }) => !isNew(target)).map(({ target }) => [target]),
      (rows, still) => `DELETE FROM notices WHERE accountId = ?1 AND kind = 'removal'
        AND userId IN (SELECT e.value ->> 0 FROM ${rows} WHERE true${still})`,
    ),
  ];
}

/** The same link once more, or another if its key is gone: with a state, a deadline and a count of attempts of its own. */
export function restartInvitationStatements({ stepsOf, over, scene }: ChangeSet): D1PreparedStatement[] {
  const { now, armed = true } = scene;
  const steps = stepsOf("restartInvitation");
  return [
    ...over(
      steps.map(({ target, effect: { sentAt, mail }, invitationId }) => {
        const { keyIds, epoch, sendId } = offerOf(target);
        return [target, invitationId, sentAt, epoch, sendId, mail, keyIds];
      }),
      (rows, still) => `UPDATE invitations SET resentAt = ?3, epoch = e.value ->> 4,
        keyId = iif(keyId IN (SELECT k.value FROM json_each(e.value -> 7) k), keyId, e.value -> 7 ->> 0), sendId = e.value ->> 5,
        mailKind = coalesce(mailKind, e.value ->> 6), mailState = 'queued', mailError = NULL, mailAttempts = 0,
        mailDueAt = e.value ->> 3, mailAt = e.value ->> 3, armed = ?4
        FROM ${rows} WHERE invitations.accountId = ${ofRow} AND invitations.id = e.value ->> 2${still}`,
      ...[now, armed ? 1 : 0],
    ),
  ];
}

/** Mails that will have been sent to an address, and those that the account has asked for: a day's limits count both. */
export function countSendsStatements({ stepsOf, over, scene }: ChangeSet): D1PreparedStatement[] {
  const mails = stepsOf("createInvitation", "restartInvitation").filter(({ effect }) => isInvitationMail(effect));
  return [
    ...over(
      mails.map(({ target, effect: { sentAt } }) => [target, target.person.email, sentAt, offerOf(target).sendId]),
      (rows, still) => `INSERT INTO sends (accountId, email, at, sendId)
        SELECT ?1, e.value ->> 2, e.value ->> 3, e.value ->> 4 FROM ${rows} WHERE true${still}`,
    ),
    ...over(
      mails.map(({ target }) => [target]),
      (
        rows,
        still,
      ) => `INSERT INTO sendCounts (accountId, hour, count) SELECT ?1, ?3, count(*) FROM ${rows} WHERE true${still}
        ON CONFLICT DO UPDATE SET count = sendCounts.count + excluded.count`,
      hourOf(scene.now),
    ),
  ];
}
