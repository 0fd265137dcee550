import type { SortKey, UsersListInput } from "../../shared/inputs.ts";
import { defaultPageSize, exactTotalLimit } from "../../shared/limits.ts";
import type { UserCounts } from "../../shared/outputs.ts";
import { type UserStatus, userStatuses } from "../../shared/status.ts";
import { type ListPosition, parseCursor, positionSql, writeCursor } from "./list-cursor.ts";
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

/** Removed users show only when asked for. */
const shownByDefault = userStatuses.filter((status) => status !== "removed");

type ListedRow = StoredUserRow & Record<"nameKey", string> & Record<SortColumn, string | number | null>;

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
 * @param fromEnd counts the page from the end, for pages beyond the reach of OFFSET
 */
export function usersList(
  db: D1Database,
  accountId: string,
  input: UsersListInput,
  now: number,
  fromEnd?: { skip: number },
): UsersList | "cursorInvalid" {
  const statuses = input.status && input.status.length > 0 ? [...new Set(input.status)] : shownByDefault;
  const pageSize = input.pageSize ?? defaultPageSize;
  const order = orderOf(input, fromEnd !== undefined);
  const params: (string | number | null)[] = [accountId, now];
  const bind = (value: string | number | null) => `?${params.push(value)}`;
  const position = input.cursor === undefined ? null : parseCursor(input.cursor, order);
  if (position === "invalid") return "cursorInvalid";
  const filter = userFilterSql(input, bind);
  const offset = fromEnd?.skip ?? (input.cursor === undefined ? ((input.page ?? 1) - 1) * pageSize : 0);
  const limit = bind(pageSize + 1 + offset);
  const page =
    filter === null
      ? mergedPage(statuses, order, input, position, limit, bind)
      : `${selectKeys(effectiveStatusSql, "")} WHERE ${anyStatusSql(statuses)} AND u.accountId = ?1 AND ${filter}
        ${position ? `AND ${positionSql(order, position, effectiveStatusSql, bind)}` : ""}`;
  const rows = db
    .prepare(`WITH p AS (${page} ORDER BY ${orderSql(order)} LIMIT ${bind(pageSize + 1)} OFFSET ${bind(offset)})
      SELECT ${userRowColumns}, p.nameKey, p.status AS effectiveStatus FROM p
      CROSS JOIN users u ON u.accountId = ?1 AND u.id = p.id
      LEFT JOIN invitations i ON i.accountId = u.accountId AND i.id = u.currentInvitationId`)
    .bind(...params);
  return {
    statements: [rows, ...totalStatements(db, accountId, input, statuses, now)],
    pageOf([found, ...counted]) {
      const listed = sorted(rowsOf<ListedRow & { effectiveStatus: UserStatus }>(found), order);
      const shown = listed.slice(0, pageSize);
      const last = listed.length > pageSize && !fromEnd ? shown.at(-1) : undefined;
      const nextCursor = last ? writeCursor(order, { ...last, status: last.effectiveStatus }) : null;
      return { rows: fromEnd ? shown.reverse() : shown, ...totalOf(counted, filter !== null, statuses), nextCursor };
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
  return order.map(({ column, dir }) => `${column} ${dir}`).join(", ");
}

function selectKeys(status: string, indexedBy: string): string {
  return `SELECT u.id, u.nameKey, u.email, u.sentAt, u.joinedAt, u.lastSignInAt, ${status} AS status FROM users u ${indexedBy}`;
}

/** SQLite in D1 takes this many arms in one merge. */
const maxArms = 5;

/** One arm per status, each a range of the index that is in the wanted order; SQLite merges them and stops at the limit. */
function mergedPage(
  statuses: UserStatus[],
  order: Order,
  input: UsersListInput,
  position: ListPosition | null,
  limit: string,
  bind: (value: string | number | null) => string,
): string {
  const arms = armsOf(statuses, input).map(({ where, index, status }) => {
    const after = position ? ` AND ${positionSql(order, position, status, bind)}` : "";
    return `${selectKeys(status, `INDEXED BY ${index}`)} WHERE u.accountId = ?1 AND ${where}${after}`;
  });
  const parts: string[] = [];
  while (arms.length > 0) parts.push(arms.splice(0, maxArms).join(" UNION ALL "));
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  // A part can give the page all of its rows, and no more.
  return parts.map((part) => `SELECT * FROM (${part} ORDER BY ${orderSql(order)} LIMIT ${limit})`).join(" UNION ALL ");
}

function armsOf(
  statuses: UserStatus[],
  { sort = [] }: UsersListInput,
): { where: string; index: string; status: string }[] {
  const index = indexes[sort.find(({ by }) => by !== "status")?.by ?? "name"];
  // Whoever is overdue but unmarked stands among the invited; that matters only where the two are told apart.
  const together =
    statuses.includes("invited") && statuses.includes("invitationExpired") && !sort.some(({ by }) => by === "status");
  const arms: { where: string; index: string; status: string }[] = statuses.map((status) =>
    status === "invited" && together
      ? { where: "u.status = 'invited'", index, status: effectiveStatusSql }
      : { where: storedStatusSql(status), index, status: "u.status" },
  );
  if (statuses.includes("invitationExpired") && !together) {
    arms.push({ where: overdueSql, index: "users_by_expiry", status: "'invitationExpired'" });
  }
  return arms;
}

/** The join keeps the page's order in practice and by no promise, so it is put in order again: a page, not a table. */
function sorted<Row extends ListedRow & { effectiveStatus: UserStatus }>(rows: Row[], order: Order): Row[] {
  const keyOf = (row: Row, column: SortColumn) => (column === "status" ? row.effectiveStatus : row[column]);
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
