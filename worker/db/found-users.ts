import type { UserStatus } from "../../shared/status.ts";
import type { Bind } from "./bind.ts";
import { armColumns } from "./list-arms.ts";
import { anyOf, behindSql, type Position } from "./list-cursor.ts";
import { type Order, orderSql } from "./list-order.ts";
import { anyStatusSql, effectiveStatusSql } from "./status.ts";
import { beginsSql, listSql, testsSql, type UserFilter } from "./user-filter.ts";

/** One way to whoever may be meant: how many it leads to, told up to a limit, and to whom. */
type Way = { size(limit: string): string; ids(from: string, where: string): string; rest: UserFilter };

/**
 * Users whom no single index holds in order, as CTEs: `matched` collects them by the way that leads to the fewest, up
 * to one more than an exact total may count; `counted` says how many there are, and `page` puts them in order. More
 * than that are so many that `walk`, which goes through everybody in order, meets enough of them soon.
 */
export function foundUsersSql(
  filter: UserFilter,
  order: Order,
  position: Position | null,
  walk: string,
  range: { limit: string; offset: string; reach: number },
  bind: Bind,
): string {
  const behind = position ? anyOf(behindSql(order, position, { sql: "u.effectiveStatus" })) : "TRUE";
  const pageIf = (condition: string, rows: string) => `SELECT * FROM (${rows} ORDER BY ${orderSql(order)}
    LIMIT CASE WHEN (SELECT total FROM counted) ${condition} ${range.reach} AND ${range.offset} <= ${range.reach} THEN ${range.limit} ELSE 0 END OFFSET ${range.offset})`;
  return `WITH ${matchedSql(filter, range.reach, bind)},
    counted AS MATERIALIZED (SELECT count(*) AS total FROM matched),
    page AS (${pageIf("<=", `SELECT * FROM matched u WHERE ${behind}`)} UNION ALL ${pageIf(">", walk)})`;
}

function matchedSql(filter: UserFilter, reach: number, bind: Bind): string {
  const ways = filter.statuses.length === 0 ? [] : waysOf(filter, bind);
  const one = (ids: string, rest: UserFilter) => `SELECT ${armColumns}, ${effectiveStatusSql} AS effectiveStatus
    FROM (${ids}) c CROSS JOIN users u ON u.accountId = ?1 AND u.id = c.id
    WHERE ${[anyStatusSql(filter.statuses), ...testsSql(rest, bind)].join(" AND ")}`;
  const matched = (rows: string) => `matched AS MATERIALIZED (${rows} LIMIT ${reach + 1})`;
  const [first, ...others] = ways;
  if (first === undefined) return matched(one("SELECT NULL AS id WHERE FALSE", filter));
  if (others.length === 0) return matched(one(first.ids("", ""), first.rest));
  // Each is counted up to the smallest of those before it: to lose, one more is enough.
  const sizes = ways.map(({ size }, way) => {
    const before = ways.slice(0, way).map((_, other) => `SELECT size FROM size${other}`);
    const limit = way === 0 ? `${reach + 1}` : `1 + (SELECT min(size) FROM (${before.join(" UNION ALL ")}))`;
    return `size${way} AS MATERIALIZED (SELECT ${way} AS way, (${size(limit)}) AS size)`;
  });
  const all = ways.map((_, way) => `SELECT way, size FROM size${way}`).join(" UNION ALL ");
  // What is chosen stands before what is read, so that the other ways are not entered.
  const chosen = ways.map(({ ids, rest }, way) => one(ids("smallest CROSS JOIN ", `way = ${way} AND `), rest));
  return `${sizes.join(", ")}, smallest AS MATERIALIZED (SELECT way FROM (${all}) ORDER BY size, way LIMIT 1),
    ${matched(`SELECT * FROM (${chosen.join(" UNION ALL ")})`)}`;
}

function waysOf(filter: UserFilter, bind: Bind): Way[] {
  const { facets, words, expiresBefore, statuses } = filter;
  const counted = (rows: string) => (limit: string) => `SELECT count(*) FROM (${rows} LIMIT ${limit})`;
  const ways: Way[] = facets.map((set, at) => {
    const has = `accountId = ?1 AND facet IN (${listSql(set, bind)}) AND status IN (${storedSql(statuses)})`;
    return {
      size: () => `SELECT coalesce(sum(count), 0) FROM facetCounts WHERE ${has}`,
      ids: (from, where) => `SELECT id FROM ${from}userFacets INDEXED BY facets_by_name WHERE ${where}${has}`,
      rest: { ...filter, facets: facets.filter((_, other) => other !== at) },
    };
  });
  if (expiresBefore !== null) {
    const table = "users INDEXED BY users_by_expiry";
    const is = `accountId = ?1 AND status = 'invited' AND expiresAt > ?2 AND expiresAt < ${bind(expiresBefore)}`;
    ways.push({
      size: counted(`SELECT 1 FROM ${table} WHERE ${is}`),
      ids: (from, where) => `SELECT id FROM ${from}${table} WHERE ${where}${is}`,
      rest: { ...filter, expiresBefore: null },
    });
  }
  // The longest word is likely to be the rarest. A user may have several terms that begin with it.
  const [word] = words.toSorted((one, other) => other.length - one.length);
  if (word !== undefined) {
    const begins = `accountId = ?1 AND ${beginsSql("term", word, bind)}`;
    ways.push({
      size: counted(`SELECT 1 FROM searchTerms WHERE ${begins}`),
      ids: (from, where) => `SELECT DISTINCT userId AS id FROM ${from}searchTerms WHERE ${where}${begins}`,
      rest: { ...filter, words: words.filter((other) => other !== word) },
    });
  }
  return ways;
}

/** Whoever is overdue and not marked yet is stored as invited. */
function storedSql(statuses: UserStatus[]): string {
  const stored = statuses.includes("invitationExpired") ? [...statuses, "invited"] : statuses;
  return stored.map((status) => `'${status}'`).join(", ");
}
