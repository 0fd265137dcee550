import type { Actor } from "../../shared/command.ts";
import type { ActorKind, EventDetails, EventType } from "../../shared/events.ts";
import type { EventsListInput } from "../../shared/inputs.ts";
import { defaultPageSize } from "../../shared/limits.ts";
import type { EventList, EventRow } from "../../shared/outputs.ts";
import { foundEventsSql } from "./event-filter.ts";
import { rowsOf } from "./rows.ts";

export type NewEvent = {
  accountId: string;
  userId?: string | null;
  invitationId?: string | null;
  type: EventType;
  actor: Actor;
  at: number;
  recordedAt: number;
  details: EventDetails | null;
};

const insert = `INSERT INTO events (accountId, userId, invitationId, type, actorKind, actorId, at, recordedAt, details)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)`;

export function eventStatement(db: D1Database, event: NewEvent): D1PreparedStatement {
  return db
    .prepare(insert)
    .bind(
      event.accountId,
      event.userId ?? null,
      event.invitationId ?? null,
      event.type,
      event.actor.kind,
      "id" in event.actor ? event.actor.id : null,
      event.at,
      event.recordedAt,
      event.details && JSON.stringify(event.details),
    );
}

export type StoredEvent = {
  seq: number;
  type: EventType;
  at: number;
  recordedAt: number;
  actorKind: ActorKind;
  actorId: string | null;
  actorName: string | null;
  userId: string | null;
  userName: string | null;
  invitationId: string | null;
  details: string | null;
};

/** An event `e` with the names of today, so that nothing of a deleted person stays behind. */
export const eventColumns = `e.seq, e.type, e.at, e.recordedAt, e.actorKind, e.actorId, e.userId, e.invitationId, e.details,
  CASE e.actorKind WHEN 'user' THEN (SELECT trim(u.firstName || ' ' || u.lastName) FROM users u WHERE u.accountId = e.accountId AND u.id = e.actorId)
    WHEN 'invitee' THEN trim(about.firstName || ' ' || about.lastName)
    WHEN 'token' THEN (SELECT t.name FROM tokens t WHERE t.accountId = e.accountId AND t.id = e.actorId) END AS actorName,
  trim(about.firstName || ' ' || about.lastName) AS userName`;
export const eventJoin = "LEFT JOIN users about ON about.accountId = e.accountId AND about.id = e.userId";

/** The audit trail, newest first; with `after`, oldest first from there. */
export function eventsStatement(db: D1Database, accountId: string, input: EventsListInput): D1PreparedStatement {
  const params: (string | number)[] = [accountId];
  const bind = (value: string | number) => `?${params.push(value)}`;
  const limit = bind((input.pageSize ?? defaultPageSize) + 1);
  const found = foundEventsSql(input, limit, bind);
  return db
    .prepare(`${found} SELECT ${eventColumns} FROM found CROSS JOIN events e ON e.seq = found.seq ${eventJoin}
      ORDER BY e.seq ${input.after === undefined ? "DESC" : "ASC"}`)
    .bind(...params);
}

export function eventListOf(result: D1Result | undefined, pageSize: number = defaultPageSize): EventList {
  const stored = rowsOf<StoredEvent>(result);
  const rows = stored.slice(0, pageSize).map(toEventRow);
  const last = rows.at(-1);
  return { rows, nextCursor: stored.length > pageSize && last ? String(last.seq) : null };
}

export function toEventRow(stored: StoredEvent): EventRow {
  return {
    seq: stored.seq,
    type: stored.type,
    at: stored.at,
    recordedAt: stored.recordedAt,
    actor: {
      kind: stored.actorKind,
      ...(stored.actorId === null ? {} : { id: stored.actorId }),
      ...(stored.actorName === null ? {} : { name: stored.actorName }),
    },
    ...(stored.userId === null ? {} : { userId: stored.userId }),
    ...(stored.userName === null ? {} : { userName: stored.userName }),
    ...(stored.invitationId === null ? {} : { invitationId: stored.invitationId }),
    details: stored.details === null ? {} : JSON.parse(stored.details),
  };
}
