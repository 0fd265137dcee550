import type { Bind } from "./bind.ts";
import type { FoundList } from "./found-users.ts";
import { armColumns, walkSql } from "./list-arms.ts";
import { anyOf, behindSql, type Position } from "./list-cursor.ts";
import { compareBytes, type Order, orderSql } from "./list-order.ts";
import { effectiveStatusSql } from "./status.ts";
import { beginsSql, endOf, wordSources } from "./word-search.ts";

/** Whom a word finds by something else than the beginning of the name are sorted among the others while they are few. */
const fewApart = "(SELECT min(1000, total / 8) FROM counted)";

/**
 * A list in the order of names, of whom one word finds: those whose name begins with it are a range of that order, far
 * down in it perhaps, and few are found by anything else. As CTEs, of which `named` says whether `page` is one; null for
 * other lists.
 */
export function namesInOrder(
  { filter, input, order, position, range: { limit, offset, reach } }: FoundList,
  bind: Bind,
): { ctes: string[]; page: string } | null {
  const { words, facets, statuses, expiresBefore, notAskedAgain } = filter;
  const [word, ...more] = words;
  const isMore = more.length + facets.length > 0 || expiresBefore !== null || notAskedAgain || statuses.length === 0;
  const isByName = order.length === 2 && order[0]?.column === "nameKey";
  if (word === undefined || isMore || !isByName) return null;
  const isEnough = "(SELECT isEnough FROM named)";
  const { tests, behind } = rangeOfNames(word, order, position, bind);
  const walk = walkSql({ statuses, facets: null, tests }, order, input, behind, bind);
  const isBehind = position ? anyOf(behindSql(order, position, { sql: "u.effectiveStatus" })) : "TRUE";
  const upTo = (rows: string) => `CASE WHEN ${isEnough} AND ${offset} <= ${reach} THEN ${rows} ELSE 0 END`;
  return {
    ctes: [
      `apart AS MATERIALIZED (SELECT DISTINCT id FROM (${wordSources(word, statuses, bind).apart("", "")}) LIMIT 1 + ${fewApart})`,
      `named AS MATERIALIZED (SELECT count(*) <= ${fewApart} AS isEnough FROM apart)`,
    ],
    page: `SELECT * FROM (
      SELECT * FROM (${walk} ORDER BY ${orderSql(order)} LIMIT ${upTo(`${offset} + ${limit}`)})
      UNION ALL SELECT * FROM (SELECT ${armColumns}, ${effectiveStatusSql} AS effectiveStatus
        FROM apart c CROSS JOIN users u ON u.accountId = ?1 AND u.id = c.id) u
        WHERE ${isEnough} AND NOT (${beginsSql("u.nameKey", word, bind)}) AND ${isBehind}
      ORDER BY ${orderSql(order)} LIMIT ${upTo(limit)} OFFSET ${offset})`,
  };
}

/** One bound at each end: of two, SQLite may begin at the farther and pass over all that lies between. */
function rangeOfNames(
  word: string,
  order: Order,
  position: Position | null,
  bind: Bind,
): { tests: string[]; behind: Position | null } {
  const at = position?.[0]?.value;
  const all = { tests: [beginsSql("u.nameKey", word, bind)], behind: null };
  if (typeof at !== "string") return all;
  if (order[0]?.dir === "asc") {
    if (compareBytes(at, word) < 0) return all;
    return { tests: [`u.nameKey < ${bind(endOf(word))}`], behind: position };
  }
  if (compareBytes(at, endOf(word)) >= 0) return all;
  return { tests: [`u.nameKey >= ${bind(word)}`], behind: position };
}
