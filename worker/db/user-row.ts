import { actionsFor } from "../../shared/actions.ts";
import type { DeliveryError, DeliveryState } from "../../shared/delivery.ts";
import type { Delivery, GroupRef, UserRow } from "../../shared/outputs.ts";
import { effectiveStatus, type UserStatus } from "../../shared/status.ts";
import type { Asker } from "./asker.ts";
import { firstOf } from "./rows.ts";

/** The groups of `u`, as `groupsOf` reads them. */
export const groupsSql = `(SELECT json_group_array(json_array(g.id, g.name, g.isAdministrators)) FROM groupMembers m
  CROSS JOIN groups g ON g.accountId = m.accountId AND g.id = m.groupId
  WHERE m.accountId = u.accountId AND m.userId = u.id)`;

export type StoredGroup = [id: string, name: string, isAdministrators: number];

/** A user with the current invitation's mail and the groups. */
export type StoredUserRow = Omit<UserRow, "groups" | "delivery" | "actions"> & {
  currentInvitationId: string | null;
  mailState: DeliveryState | null;
  mailAttempts: number | null;
  mailError: DeliveryError | null;
  mailAt: number | null;
  offeredAt: number | null;
  epoch: number | null;
  keyId: number | null;
  groups: StoredGroup[];
};

/** As `u` and `i` stand in `usersWithInvitation`. */
const fields: Record<keyof StoredUserRow, string> = {
  id: "u.id",
  revision: "u.revision",
  email: "u.email",
  firstName: "u.firstName",
  lastName: "u.lastName",
  externalId: "u.externalId",
  status: "u.status",
  invitedAt: "u.invitedAt",
  sentAt: "u.sentAt",
  expiresAt: "u.expiresAt",
  joinedAt: "u.joinedAt",
  removedAt: "u.removedAt",
  lastSignInAt: "u.lastSignInAt",
  askedAgainAt: "u.askedAgainAt",
  currentInvitationId: "u.currentInvitationId",
  mailState: "i.mailState",
  mailAttempts: "i.mailAttempts",
  mailError: "i.mailError",
  mailAt: "i.mailAt",
  offeredAt: "i.invitedAt",
  epoch: "i.epoch",
  keyId: "i.keyId",
  groups: groupsSql,
};

/**
 * The row as one JSON array, which `storedUser` reads, followed by what else is asked for. Of columns D1 would make an
 * object cell by cell, which takes longer than all else about a page of rows. It allows a function 32 arguments.
 */
export function userRowJson(...more: string[]): string {
  return `json_array(${[...Object.values(fields), ...more].join()})`;
}

const names = Object.keys(fields);

/** The row, and what was asked for beside it. */
export function storedUser(cells: unknown[]): { row: StoredUserRow; more: unknown[] } {
  const row: Record<string, unknown> = {};
  names.forEach((name, at) => {
    row[name] = cells[at];
  });
  return { row: row as StoredUserRow, more: cells.slice(names.length) };
}

/** Of a statement about one user; null when there is none. */
export function storedUserOf(result: D1Result | undefined): StoredUserRow | null {
  const found = firstOf<{ cells: string }>(result);
  return found && storedUser(JSON.parse(found.cells)).row;
}

/** Users `u`, each with the current invitation `i`, if there is one. */
export const usersWithInvitation =
  "users u LEFT JOIN invitations i ON i.accountId = u.accountId AND i.id = u.currentInvitationId";

const byColumn = (column: keyof StoredUserRow) =>
  `SELECT ${userRowJson()} AS cells FROM ${usersWithInvitation} WHERE u.accountId = ?1 AND u.${column} = ?2`;
const byId = byColumn("id");
const byEmail = byColumn("email");
const byExternalId = byColumn("externalId");

export function userRowStatement(db: D1Database, accountId: string, userId: string): D1PreparedStatement {
  return db.prepare(byId).bind(accountId, userId);
}

export function findUserStatement(
  db: D1Database,
  accountId: string,
  by: { userId: string } | { email: string } | { externalId: string },
): D1PreparedStatement {
  if ("userId" in by) return userRowStatement(db, accountId, by.userId);
  return "email" in by
    ? db.prepare(byEmail).bind(accountId, by.email)
    : db.prepare(byExternalId).bind(accountId, by.externalId);
}

/** The row as the asker may see it. `epoch` is LINK_EPOCH: mails sent before it was raised carry a dead link. */
export function toUserRow(stored: StoredUserRow, asker: Asker, moment: { now: number; epoch: number }): UserRow {
  const groups = groupsOf(stored.groups);
  const status = effectiveStatus(stored, moment.now);
  return {
    id: stored.id,
    revision: stored.revision,
    email: stored.email,
    firstName: stored.firstName,
    lastName: stored.lastName,
    externalId: stored.externalId,
    status,
    groups,
    invitedAt: stored.invitedAt,
    sentAt: stored.sentAt,
    expiresAt: stored.expiresAt,
    joinedAt: stored.joinedAt,
    removedAt: stored.removedAt,
    lastSignInAt: stored.lastSignInAt,
    delivery: deliveryOf(stored, status, moment.epoch),
    askedAgainAt: stored.askedAgainAt,
    actions: actionsFor(
      {
        id: stored.id,
        status: stored.status,
        expiresAt: stored.expiresAt,
        invitationId: stored.currentInvitationId,
        groupIds: groups.map(({ id }) => id),
        inAdministrators: groups.some(({ isAdministrators }) => isAdministrators),
        askedAgainAt: stored.askedAgainAt,
      },
      asker,
      { ...asker.actor, mayWrite: asker.mayWrite, mayReadLinks: asker.mayWrite },
      moment.now,
    ),
  };
}

export function groupsOf(groups: StoredGroup[]): GroupRef[] {
  return groups
    .map(([id, name, isAdministrators]) => ({ id, name, isAdministrators: isAdministrators === 1 }))
    .sort(
      (one, other) => Number(other.isAdministrators) - Number(one.isAdministrators) || (one.name < other.name ? -1 : 1),
    );
}

type StoredMail = Pick<StoredUserRow, "mailState" | "mailAttempts" | "mailError" | "mailAt" | "offeredAt" | "epoch">;

/** How an invitation's mail went, given the status of a user who has that invitation. */
export function deliveryOf(stored: StoredMail, status: UserStatus, epoch: number): Delivery | null {
  const at = stored.mailAt ?? stored.offeredAt;
  if (stored.mailState === null || at === null) return null;
  const attempts = stored.mailAttempts ?? 0;
  if (status === "invited" && stored.epoch !== null && stored.epoch < epoch) {
    return { state: "failed", attempts, error: "linkReset", at };
  }
  // An expiry that is not recorded yet has ended the attempts all the same.
  if (status === "invitationExpired" && (stored.mailState === "queued" || stored.mailState === "retrying")) {
    return { state: "failed", attempts, error: "deadlinePassed", at };
  }
  return { state: stored.mailState, attempts, at, ...(stored.mailError ? { error: stored.mailError } : {}) };
}
