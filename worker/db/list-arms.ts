import type { UsersListInput } from "../../shared/inputs.ts";
import type { UserStatus } from "../../shared/status.ts";
import type { SortKey } from "../../shared/user-sort.ts";
import type { Bind } from "./bind.ts";
import { type ArmStatus, anyOf, behindSql, type Position } from "./list-cursor.ts";
import type { Order } from "./list-order.ts";
import { effectiveStatusSql, overdueSql, storedStatusSql } from "./status.ts";
import { hasFacetSql } from "./user-filter.ts";

/** What the name of an index ends in that holds a sort key in order within a status. */
const indexes = {
  name: "by_name",
  status: "by_name",
  email: "by_email",
  sentAt: "by_sent",
  joinedAt: "by_joined",
  lastSignInAt: "by_last_sign_in",
} as const satisfies Record<SortKey, string>;

const overdueIndex = "users_by_expiry";

/** Enough to put users in order. */
export const armColumns =
  "u.accountId, u.id, u.status, u.nameKey, u.email, u.sentAt, u.expiresAt, u.joinedAt, u.lastSignInAt";

/** What is walked: everybody, or those who have one facet of a set; `tests` sort out others on the way. */
export type Walk = { statuses: UserStatus[]; facets: string[] | null; tests: string[] };

/** A part of the users that one index holds in order, and how their effective status is told. */
type Arm = { table: string; where: string[]; index: string; status: ArmStatus };

/**
 * Users in order, for whatever page stands behind it: one arm per range of an index that is in the wanted order.
 * SQLite merges them lazily and stops at the page's limit, so that a page costs about its own size.
 */
export function walkSql(
  walk: Walk,
  order: Order,
  input: UsersListInput,
  position: Position | null,
  bind: Bind,
  columns = armColumns,
): string {
  const arms = armsOf(walk, input, bind).flatMap(({ table, where, index, status }) => {
    const arm = `SELECT ${columns}, ${status.sql} AS effectiveStatus FROM ${table} u INDEXED BY ${index}
      WHERE ${["u.accountId = ?1", ...where, ...walk.tests].join(" AND ")}`;
    if (position === null) return [arm];
    const behind = behindSql(order, position, status);
    // Where an arm is sorted anyway, for its index or for more than one key, nothing is won by cutting it into ranges.
    const isInOrder = index !== overdueIndex && order.filter(({ column }) => column !== "status").length === 2;
    const conditions = isInOrder || behind.length === 0 ? behind : [anyOf(behind)];
    return conditions.map((condition) => `${arm} AND ${condition}`);
  });
  if (arms.length === 0) return `SELECT ${columns}, u.status AS effectiveStatus FROM users u WHERE FALSE`;
  return merged(arms);
}

/** SQLite in D1 takes this many arms in one merge. */
const maxArms = 5;

/** Nested without limit or order, so that SQLite takes the parts apart again: each arm is merged, none is sorted. */
function merged(arms: string[]): string {
  if (arms.length <= maxArms) return arms.join(" UNION ALL ");
  const parts: string[] = [];
  for (let at = 0; at < arms.length; at += maxArms) {
    parts.push(`SELECT * FROM (${arms.slice(at, at + maxArms).join(" UNION ALL ")})`);
  }
  return merged(parts);
}

function armsOf({ statuses, facets }: Walk, { sort = [] }: UsersListInput, bind: Bind): Arm[] {
  const suffix = indexes[sort.find(({ by }) => by !== "status")?.by ?? "name"];
  // Whoever is overdue but unmarked stands among the invited; that matters only where the two are told apart.
  const together =
    statuses.includes("invited") && statuses.includes("invitationExpired") && !sort.some(({ by }) => by === "status");
  const parts: { where: string; status: ArmStatus }[] = statuses
    .filter((status) => !(together && status === "invited"))
    .map((status) => ({ where: storedStatusSql(status), status: { sql: "u.status", always: status } }));
  if (together) parts.push({ where: "u.status = 'invited'", status: { sql: asText(effectiveStatusSql) } });
  const arms: Arm[] =
    facets === null
      ? parts.map(({ where, status }) => ({ table: "users", where: [where], index: `users_${suffix}`, status }))
      : facets.flatMap((facet) => {
          const has = `u.facet = ${bind(facet)}`;
          const index = `facets_${suffix}`;
          return parts.map(({ where, status }) => ({ table: "userFacets", where: [has, where], index, status }));
        });
  if (!together && statuses.includes("invitationExpired")) {
    arms.push({
      table: "users",
      where: [overdueSql, ...(facets === null ? [] : [hasFacetSql(facets, bind)])],
      index: overdueIndex,
      status: { sql: asText("'invitationExpired'"), always: "invitationExpired" },
    });
  }
  return arms;
}

/** Arms whose columns differ in affinity are sorted instead of merged; a computed status has none of its own. */
function asText(status: string): string {
  return `CAST(${status} AS TEXT)`;
}
