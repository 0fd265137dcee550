import { nameSortKey, searchTerms } from "../../shared/sort-key.ts";
import { insertRows, type Row } from "../db/insert-rows.ts";
import { newId } from "../db/new-id.ts";
import { newInvitationId } from "../invitation/invitation-id.ts";
import { personOf } from "./people.ts";
import { attemptsOf, type SeededUser, seededUser } from "./seeded-user.ts";

/** What all users of one seeded account share. */
export type Seed = {
  accountId: string;
  domain: string;
  administratorId: string;
  administratorsGroupId: string;
  groupIds: string[];
  keyId: number;
  epoch: number;
  now: number;
  lifetimeMs: number;
};

const loginColumns = {
  logins: ["id", "email", "emailVerified", "name", "createdAt", "updatedAt"],
  directory: ["loginId", "accountId"],
};
const accountColumns = {
  users: [
    ...["accountId", "id", "email", "firstName", "lastName", "nameKey", "terms", "externalId", "status", "loginId"],
    ...["currentInvitationId", "invitedAt", "sentAt", "expiresAt", "joinedAt", "removedAt", "lastSignInAt"],
  ],
  groupMembers: ["accountId", "userId", "groupId"],
  invitations: [
    ...["accountId", "id", "userId", "invitedAt", "invitedByKind", "invitedById", "invitedByUserId"],
    ...["endedAs", "endedAt", "keyId", "epoch", "locale"],
    ...["mailKind", "mailState", "mailError", "mailAttempts", "mailDueAt", "mailAt", "sendId"],
  ],
  deliveries: [
    ...["accountId", "userId", "invitationId", "sendId", "attempt", "startedAt", "finishedAt", "outcome", "error"],
  ],
  events: ["accountId", "userId", "invitationId", "type", "actorKind", "actorId", "at", "recordedAt"],
};

/** Two batches, because logins share none with an account's tables: theirs first, then the account's. */
export function seededUsersStatements(db: D1Database, seed: Seed, from: number, to: number): D1PreparedStatement[][] {
  const { accountId, administratorId, now } = seed;
  const logins: Record<keyof typeof loginColumns, Row[]> = { logins: [], directory: [] };
  const rows: Record<keyof typeof accountColumns, Row[]> = {
    users: [],
    groupMembers: [],
    invitations: [],
    deliveries: [],
    events: [],
  };
  for (let index = from; index < to; index++) {
    const user = seededUser(index, personOf(index, seed.domain), seed);
    const { email, firstName, lastName, status, invitedAt, ending, mail } = user;
    const id = newId("user");
    const invitationId = newInvitationId(invitedAt);
    const sendId = crypto.randomUUID();
    const loginId = status === "active" || status === "blocked" ? crypto.randomUUID() : null;
    if (loginId !== null) {
      logins.logins.push([loginId, email, 1, "", now, now]);
      logins.directory.push([loginId, accountId]);
    }
    const externalId = index % 7 === 0 ? `EMP-${index}` : null;
    const terms = JSON.stringify(searchTerms(user));
    rows.users.push([
      ...[
        accountId,
        id,
        email,
        firstName,
        lastName,
        nameSortKey(firstName, lastName),
        terms,
        externalId,
        status,
        loginId,
      ],
      ...[invitationId, invitedAt, invitedAt, user.expiresAt, user.joinedAt, user.removedAt, user.lastSignInAt],
    ]);
    for (const groupId of groupsOf(seed, index, user)) rows.groupMembers.push([accountId, id, groupId]);
    rows.invitations.push([
      ...[accountId, invitationId, id, invitedAt, "user", administratorId, administratorId],
      ...[ending?.as ?? null, ending?.at ?? null, seed.keyId, seed.epoch, "en"],
      ...["invitation", mail.state, mail.error, mail.attempts, mail.dueAt, invitedAt, sendId],
    ]);
    const outcome = mail.state === "sent" ? "sent" : mail.state === "failed" ? "permanent" : "temporary";
    attemptsOf(user).forEach((at, made) => {
      rows.deliveries.push([accountId, id, invitationId, sendId, made + 1, at, at, outcome, mail.error]);
    });
    for (const { type, at, actor } of user.events) {
      rows.events.push([accountId, id, invitationId, type, actor, actor === "user" ? administratorId : null, at, at]);
    }
  }
  return [
    [
      insertRows(db, "logins", loginColumns.logins, logins.logins),
      insertRows(db, "directory", loginColumns.directory, logins.directory),
    ],
    [
      insertRows(db, "users", accountColumns.users, rows.users),
      insertRows(db, "groupMembers", accountColumns.groupMembers, rows.groupMembers),
      insertRows(db, "invitations", accountColumns.invitations, rows.invitations),
      insertRows(db, "deliveries", accountColumns.deliveries, rows.deliveries),
      insertRows(db, "events", accountColumns.events, rows.events),
    ],
  ];
}

/** A third are in two groups, and every fortieth is an administrator as well. */
function groupsOf({ administratorsGroupId, groupIds }: Seed, index: number, { status }: SeededUser): string[] {
  if (status === "removed") return [];
  const own = index % groupIds.length;
  const second = index % 3 === 0 ? [(own + 1) % groupIds.length] : [];
  const chosen = groupIds.filter((_, at) => at === own || second.includes(at));
  return index % 40 === 8 ? [...chosen, administratorsGroupId] : chosen;
}
