import type { SortKey, UsersListInput } from "../../shared/inputs.ts";
import { defaultPageSize, exactTotalLimit } from "../../shared/limits.ts";
import type { UserCounts } from "../../shared/outputs.ts";
import { listedStatuses, type UserStatus } from "../../shared/status.ts";
import { type ArmStatus, anyOf, behindSql, type Position, parseCursor, writeCursor } from "./list-cursor.ts";
import { firstOf, rowsOf } from "./rows.ts";
import { anyStatusSql, effectiveStatusSql, overdueSql, storedStatusSql } from "./status.ts";
import { countsOf, countsStatements } from "./user-counts.ts";
import { userFilterSql } from "./user-filter.ts";
import { type StoredUserRow, userRowColumns } from "./user-row.ts";

/** The index that holds each sort key in order within a status. */
const indexes = {
  name: "users_by_name",
  status: "users_by_name",
  email: "users_by_email",
  sentAt: "users_by_sent",
  joinedAt: "users_by_joined",
  lastSignInAt: "users_by_last_sign_in",
} as const satisfies Record<SortKey, string>;

export type SortColumn = "nameKey" | "status" | "email" | "sentAt" | "joinedAt" | "lastSignInAt" | "id";
export type Order = { column: SortColumn; dir: "asc" | "desc" }[];

type ListedRow = StoredUserRow & Record<SortColumn, string | number | null> & { effectiveStatus: UserStatus };

export type UsersList = {
  /** All of them in one batch, their results to `pageOf` in the same order. */
  statements: D1PreparedStatement[];
  pageOf(results: D1Result[]): {
    rows: StoredUserRow[];
    total: number;
    totalIsExact: boolean;
    nextCursor: string | null;
  };
};

/**
 * A page of users and how many there are. Without filters, statuses are merged from index ranges that are already in
 * order and totals are kept counts, so a page costs about its own size however many users there are.
 * @param fromEnd counts the page from the end, for pages that are nearer to it
 */
export function usersList(
  db: D1Database,
  accountId: string,
  input: UsersListInput,
  now: number,
  fromEnd?: { skip: number },
): UsersList | "cursorInvalid" {
  const statuses = input.status && input.status.length > 0 ? [...new Set(input.status)] : listedStatuses;
  const pageSize = input.pageSize ?? defaultPageSize;
  const order = orderOf(input, fromEnd !== undefined);
  const params: (string | number | null)[] = [accountId, now];
  const bind = (value: string | number | null) => `?${params.push(value)}`;
  const values = input.cursor === undefined ? null : parseCursor(input.cursor, order);
  if (values === "invalid") return "cursorInvalid";
  const position = values?.map((value) => ({ value, sql: bind(value) })) ?? null;
  const filter = userFilterSql(input, bind);
  const offset = fromEnd?.skip ?? (input.cursor === undefined ? ((input.page ?? 1) - 1) * pageSize : 0);
  const page =
    filter === null
      ? mergedPage(statuses, order, input, position)
      : `${selectUsers(effectiveStatusSql, "")} WHERE ${anyStatusSql(statuses)} AND u.accountId = ?1 AND ${filter}
        ${position ? `AND ${anyOf(behindSql(order, position, { sql: effectiveStatusSql }))}` : ""}`;
  const rows = db
    .prepare(`WITH page AS (${page} ORDER BY ${orderSql(order)} LIMIT ${bind(pageSize + 1)} OFFSET ${bind(offset)})
      SELECT ${userRowColumns}, u.nameKey, u.effectiveStatus FROM page u
      LEFT JOIN invitations i ON i.accountId = u.accountId AND i.id = u.currentInvitationId`)
    .bind(...params);
  return {
    statements: [rows, ...totalStatements(db, accountId, input, statuses, now)],
    pageOf([found, ...counted]) {
      const listed = sorted(rowsOf<ListedRow>(found), order);
      const shown = listed.slice(0, pageSize);
      if (fromEnd) shown.reverse();
      const last = shown.at(-1);
      const isMore = fromEnd ? fromEnd.skip > 0 : listed.length > pageSize;
      const nextCursor =
        isMore && last ? writeCursor(orderOf(input, false), { ...last, status: last.effectiveStatus }) : null;
      return { rows: shown, ...totalOf(counted, filter !== null, statuses), nextCursor };
    },
  };
}

function orderOf({ sort }: UsersListInput, reversed: boolean): Order {
  const columns = {
    name: "nameKey",
    status: "status",
    email: "email",
    sentAt: "sentAt",
    joinedAt: "joinedAt",
    lastSignInAt: "lastSignInAt",
  } as const;
  const order: Order = (sort ?? []).map(({ by, dir }) => ({ column: columns[by], dir }));
  const first = order[0];
  if (first === undefined || (first.column === "status" && order.length === 1))
    order.push({ column: "nameKey", dir: first?.dir ?? "asc" });
  // The tie-break runs the way of the last key, so that one index serves both directions.
  order.push({ column: "id", dir: order.at(-1)?.dir ?? "asc" });
  return reversed ? order.map(({ column, dir }) => ({ column, dir: dir === "asc" ? "desc" : "asc" })) : order;
}

function orderSql(order: Order): string {
  return order.map(({ column, dir }) => `${column === "status" ? "effectiveStatus" : column} ${dir}`).join(", ");
}

/** Whole rows, since the merge stops at the page's limit. */
function selectUsers(status: string, indexedBy: string): string {
  return `SELECT u.*, ${status} AS effectiveStatus FROM users u ${indexedBy}`;
}

/** Arms whose columns differ in affinity are sorted instead of merged; a computed status has none of its own. */
function asText(status: string): string {
  return `CAST(${status} AS TEXT)`;
}

/** SQLite in D1 takes this many arms in one merge. */
const maxArms = 5;

/** One arm per range of an index that is in the wanted order; SQLite merges them lazily and stops at the page's limit. */
function mergedPage(statuses: UserStatus[], order: Order, input: UsersListInput, position: Position | null): string {
  const arms = armsOf(statuses, input).flatMap(({ where, index, status }) => {
    const arm = `${selectUsers(status.sql, `INDEXED BY ${index}`)} WHERE u.accountId = ?1 AND ${where}`;
    if (position === null) return [arm];
    const behind = behindSql(order, position, status);
    // Where an arm is sorted anyway, for its index or for more than one key, nothing is won by cutting it into ranges.
    const isInOrder = index !== overdueIndex && order.filter(({ column }) => column !== "status").length === 2;
    const conditions = isInOrder || behind.length === 0 ? behind : [anyOf(behind)];
    return conditions.map((condition) => `${arm} AND ${condition}`);
  });
  if (arms.length === 0) return `${selectUsers("u.status", "")} WHERE FALSE`;
  return merged(arms);
}

/** Nested without limit or order, so that SQLite takes the parts apart again: each arm is merged, none is sorted. */
function merged(arms: string[]): string {
  if (arms.length <= maxArms) return arms.join(" UNION ALL ");
  const parts: string[] = [];
  for (let at = 0; at < arms.length; at += maxArms) {
    parts.push(`SELECT * FROM (${arms.slice(at, at + maxArms).join(" UNION ALL ")})`);
  }
  return merged(parts);
}

const overdueIndex = "users_by_expiry";

/** A part of the users that one index holds in order, and how their effective status is told. */
type Arm = { where: string; index: string; status: ArmStatus };

function armsOf(statuses: UserStatus[], { sort = [] }: UsersListInput): Arm[] {
  const index = indexes[sort.find(({ by }) => by !== "status")?.by ?? "name"];
  // Whoever is overdue but unmarked stands among the invited; that matters only where the two are told apart.
  const together =
    statuses.includes("invited") && statuses.includes("invitationExpired") && !sort.some(({ by }) => by === "status");
  const arms: Arm[] = statuses
    .filter((status) => !(together && status === "invited"))
    .map((status) => ({ where: storedStatusSql(status), index, status: { sql: "u.status", always: status } }));
  if (together) arms.push({ where: "u.status = 'invited'", index, status: { sql: asText(effectiveStatusSql) } });
  else if (statuses.includes("invitationExpired")) {
    const status = { sql: asText("'invitationExpired'"), always: "invitationExpired" };
    arms.push({ where: overdueSql, index: overdueIndex, status });
  }
  return arms;
}

/** The join keeps the page's order in practice and by no promise, so it is put in order again: a page, not a table. */
function sorted(rows: ListedRow[], order: Order): ListedRow[] {
  const keyOf = (row: ListedRow, column: SortColumn) => (column === "status" ? row.effectiveStatus : row[column]);
  return rows.sort((one, other) => {
    for (const { column, dir } of order) {
      const difference = compare(keyOf(one, column), keyOf(other, column));
      if (difference !== 0) return dir === "asc" ? difference : -difference;
    }
    return 0;
  });
}

/** As SQLite compares: null first, text by its bytes. */
function compare(one: string | number | null, other: string | number | null): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? -1 : 1;
  if (typeof one === "number" || typeof other === "number") return Number(one) - Number(other);
  return compareBytes(one, other);
}

const encoder = new TextEncoder();
function compareBytes(one: string, other: string): number {
  const a = encoder.encode(one);
  const b = encoder.encode(other);
  const at = a.findIndex((byte, i) => byte !== b[i]);
  return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
}

function totalStatements(
  db: D1Database,
  accountId: string,
  input: UsersListInput,
  statuses: UserStatus[],
  now: number,
): D1PreparedStatement[] {
  const params: (string | number | null)[] = [accountId, now];
  const filter = userFilterSql(input, (value) => `?${params.push(value)}`);
  if (filter === null) return countsStatements(db, accountId, now);
  return [
    db
      .prepare(`SELECT count(*) AS total FROM (SELECT 1 FROM users u WHERE u.accountId = ?1 AND ${anyStatusSql(statuses)}
        AND ${filter} LIMIT ${exactTotalLimit + 1})`)
      .bind(...params),
  ];
}

function totalOf(
  results: D1Result[],
  isFiltered: boolean,
  statuses: UserStatus[],
): { total: number; totalIsExact: boolean } {
  if (isFiltered) {
    const total = firstOf<{ total: number }>(results[0])?.total ?? 0;
    return { total: Math.min(total, exactTotalLimit), totalIsExact: total <= exactTotalLimit };
  }
  const counts: UserCounts = countsOf(results);
  return { total: statuses.reduce((sum, status) => sum + counts[status], 0), totalIsExact: true };
}
