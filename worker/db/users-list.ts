import type { UsersListInput } from "../../shared/inputs.ts";
import { defaultPageSize, exactTotalLimit } from "../../shared/limits.ts";
import type { UserStatus } from "../../shared/status.ts";
import { bindTo, type Value } from "./bind.ts";
import { foundUsersSql } from "./found-users.ts";
import { keptUsersSql } from "./kept-users.ts";
import { type Walk, walkSql } from "./list-arms.ts";
import { parseCursor, writeCursor } from "./list-cursor.ts";
import { type OrderedRow, orderOf, sorted } from "./list-order.ts";
import { firstOf } from "./rows.ts";
import { isKept, isOfStatuses, testsSql, userFilterOf } from "./user-filter.ts";
import { type StoredUserRow, storedUser, userRowJson, usersWithInvitation } from "./user-row.ts";

type UsersPage = { rows: StoredUserRow[]; total: number; totalIsExact: boolean; nextCursor: string | null };

export type UsersList = {
  statement: D1PreparedStatement;
  pageOf(result: D1Result | undefined): UsersPage | "tooFar";
};

/**
 * A page of users and how many there are, by one statement. Where one index has the list in order and the number is
 * kept, a page costs about its own size however many users there are; else whoever matches is collected, up to the
 * limit of exact totals.
 * @param limit smaller in tests, which then need fewer users
 */
export function usersList(
  db: D1Database,
  accountId: string,
  input: UsersListInput,
  now: number,
  limit = exactTotalLimit,
): UsersList | "cursorInvalid" {
  const filter = userFilterOf(input);
  const { cursor, page = 1, pageSize: size = defaultPageSize } = input;
  const order = { onwards: orderOf(input, false), backwards: orderOf(input, true) };
  const values = cursor === undefined ? null : parseCursor(cursor, order.onwards);
  if (values === "invalid") return "cursorInvalid";
  const params: Value[] = [accountId, now];
  const bind = bindTo(params);
  const position = values?.map((value) => ({ value, sql: bind(value) })) ?? null;
  const offset = cursor === undefined ? (page - 1) * size : 0;
  const range = { size, limit: bind(size + 1), offset: bind(offset), reach: limit };

  function kept(): string {
    const [facets = null] = filter.facets;
    const walk: Walk = { statuses: filter.statuses, facets, tests: testsSql({ ...filter, facets: [] }, bind) };
    const onwards = walkSql(walk, order.onwards, input, position, bind);
    const backwards = offset > size ? walkSql(walk, order.backwards, input, position, bind) : null;
    return keptUsersSql(filter, { onwards, backwards }, order, range, bind);
  }

  const statement = db
    .prepare(`${isKept(filter) ? kept() : foundUsersSql({ filter, input, order: order.onwards, position, range }, bind)}
      SELECT total, (SELECT json_group_array(${userRowJson("u.nameKey", "page.effectiveStatus")})
        FROM page CROSS JOIN ${usersWithInvitation} WHERE u.accountId = ?1 AND u.id = page.id) AS people FROM counted`)
    .bind(...params);
  return {
    statement,
    pageOf(result) {
      const { total: count, people } = firstOf<{ total: number; people: string }>(result) ?? { total: 0, people: "[]" };
      const totalIsExact = (isOfStatuses(filter) && !input.search?.trim()) || count <= limit;
      // Page numbers reach the first so many, and the end where it is known.
      const beyond = isKept(filter) ? count - offset - size : count;
      if (offset > limit && beyond > limit) return "tooFar";
      const found = (JSON.parse(people) as unknown[][]).map(orderedUser);
      const rows = sorted(found, order.onwards).slice(0, size);
      const last = rows.at(-1);
      const isMore = found.length > size || (cursor === undefined && count > offset + size);
      const nextCursor = isMore && last ? writeCursor(order.onwards, { ...last, status: last.effectiveStatus }) : null;
      return { rows, total: totalIsExact ? count : limit, totalIsExact, nextCursor };
    },
  };
}

function orderedUser(cells: unknown[]): StoredUserRow & OrderedRow {
  const { row, more } = storedUser(cells);
  const [nameKey, effectiveStatus] = more as [string, UserStatus];
  return { ...row, nameKey, effectiveStatus };
}
