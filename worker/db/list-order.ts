import type { UsersListInput } from "../../shared/inputs.ts";
import type { UserStatus } from "../../shared/status.ts";

export type SortColumn = "nameKey" | "status" | "email" | "sentAt" | "joinedAt" | "lastSignInAt" | "id";
export type Order = { column: SortColumn; dir: "asc" | "desc" }[];

/** What rows are put in order by. `status` is the effective one, under a name that no table has. */
export type OrderedRow = Record<SortColumn, string | number | null> & { effectiveStatus: UserStatus };

export function orderOf({ sort }: UsersListInput, reversed: boolean): Order {
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

export function orderSql(order: Order): string {
  return order.map(({ column, dir }) => `${column === "status" ? "effectiveStatus" : column} ${dir}`).join(", ");
}

/** Joins keep a page's order in practice and by no promise, so it is put in order again: a page, not a table. */
export function sorted<Row extends OrderedRow>(rows: Row[], order: Order): Row[] {
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

/** Bytes of UTF-8 are in the order of code points, which units of UTF-16 are but for surrogates. */
export function compareBytes(one: string, other: string): number {
  const end = Math.min(one.length, other.length);
  for (let at = 0; at < end; at++) {
    const difference = rankOf(one.charCodeAt(at)) - rankOf(other.charCodeAt(at));
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

/** Halves of code points beyond the 16 bits stand after all that are within. */
function rankOf(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
