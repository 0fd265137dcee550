import type { UsersListInput } from "../../shared/inputs.ts";
import type { Bind } from "./bind.ts";
import { armColumns, walkSql } from "./list-arms.ts";
import { anyOf, behindSql, type Position } from "./list-cursor.ts";
import { type Order, orderSql } from "./list-order.ts";
import { namesInOrder } from "./names-in-order.ts";
import { anyStatusSql, effectiveStatusSql, storedSql } from "./status.ts";
import { listSql, testsSql, type UserFilter } from "./user-filter.ts";
import { wordSources } from "./word-search.ts";

export type FoundList = {
  filter: UserFilter;
  input: UsersListInput;
  order: Order;
  position: Position | null;
  range: { limit: string; offset: string; reach: number };
};

/** One way to whoever may be meant: how many it leads to, told up to a limit, and to whom. */
type Way = { size(limit: string): string; ids(from: string, where: string): string; rest: UserFilter };

/**
 * Users whom no single index holds in order, as CTEs: `counted` says how many there are, up to one more than an exact
 * total may count, by the way that leads to the fewest; `page` collects them and puts them in order. Where they are so
 * many that a walk through everybody in order meets a page of them sooner, that is tried first, and no longer: those
 * who are found may all stand at its end.
 */
export function foundUsersSql(list: FoundList, bind: Bind): string {
  const { filter, order, position, range } = list;
  const { limit, offset, reach } = range;
  const { choice, ids } = idsSql(filter, reach, bind);
  const named = namesInOrder(list, bind);
  const isNamed = named ? "(SELECT isEnough FROM named)" : "FALSE";
  const isWalked = `(SELECT count(*) FROM walked) = ${limit}`;
  const behind = position ? anyOf(behindSql(order, position, { sql: "u.effectiveStatus" })) : "TRUE";
  const collected = `SELECT * FROM (SELECT * FROM (SELECT ${armColumns}, ${effectiveStatusSql} AS effectiveStatus
      FROM (${ids}) c CROSS JOIN users u ON u.accountId = ?1 AND u.id = c.id) u
    WHERE ${behind} ORDER BY ${orderSql(order)}
    LIMIT CASE WHEN ${offset} > ${reach} OR ${isNamed} OR ${isWalked} THEN 0 ELSE ${limit} END OFFSET ${offset})`;
  const ctes = [
    ...choice,
    `counted AS MATERIALIZED (SELECT count(*) AS total FROM (SELECT 1 FROM (${ids}) LIMIT ${reach + 1}))`,
    ...(named?.ctes ?? []),
    `walked AS MATERIALIZED (${walkedSql(list, `NOT ${isNamed}`, bind)})`,
    `page AS (${[...(named ? [named.page] : []), `SELECT ${pageColumns} FROM walked WHERE ${isWalked}`, collected].join(" UNION ALL ")})`,
  ];
  return `WITH ${ctes.join(", ")}`;
}

const pageColumns = `${armColumns.replaceAll("u.", "")}, effectiveStatus`;

function walkedSql(
  { filter, input, order, position, range: { limit, offset, reach } }: FoundList,
  condition: string,
  bind: Bind,
): string {
  const everybody = `(SELECT sum(count) FROM userCounts WHERE accountId = ?1 AND status IN (${storedSql(filter.statuses)}))`;
  const isDense = `${offset} <= ${reach} AND ${condition} AND (${offset} + ${limit}) * ${everybody} < total * total`;
  const walk = walkSql(
    { statuses: filter.statuses, facets: null, tests: [] },
    order,
    input,
    position,
    bind,
    `${armColumns}, u.terms, u.askedAgainAt`,
  );
  // SQLite hands on an ordered part with a limit row by row, so that it ends with the page.
  return `SELECT * FROM (${walk} ORDER BY ${orderSql(order)}
      LIMIT (SELECT CASE WHEN ${isDense} THEN 2 * total ELSE 0 END FROM counted)) u
    WHERE ${testsSql(filter, bind).join(" AND ")} LIMIT ${limit} OFFSET ${offset}`;
}

/** Everybody who is meant, once, and what chooses the way to them. */
function idsSql(filter: UserFilter, reach: number, bind: Bind): { choice: string[]; ids: string } {
  const ways = filter.statuses.length === 0 ? [] : waysOf(filter, bind);
  function tested(ids: string, rest: UserFilter): string {
    const tests = testsSql(rest, bind);
    if (tests.length === 0) return ids;
    return `SELECT c.id FROM (${ids}) c CROSS JOIN users u ON u.accountId = ?1 AND u.id = c.id WHERE ${tests.join(" AND ")}`;
  }
  const [first, ...others] = ways;
  if (first === undefined) return { choice: [], ids: "SELECT NULL AS id WHERE FALSE" };
  if (others.length === 0) return { choice: [], ids: tested(first.ids("", ""), first.rest) };
  // Each is counted up to the smallest of those before it: to lose, one more is enough.
  const sizes = ways.map(({ size }, way) => {
    const before = ways.slice(0, way).map((_, other) => `SELECT size FROM size${other}`);
    const limit = way === 0 ? `${reach + 1}` : `1 + (SELECT min(size) FROM (${before.join(" UNION ALL ")}))`;
    return `size${way} AS MATERIALIZED (SELECT ${way} AS way, (${size(limit)}) AS size)`;
  });
  const all = ways.map((_, way) => `SELECT way, size FROM size${way}`).join(" UNION ALL ");
  // What is chosen stands before what is read, so that the other ways are not entered.
  const chosen = ways.map(({ ids, rest }, way) => tested(ids("smallest CROSS JOIN ", `way = ${way} AND `), rest));
  return {
    choice: [...sizes, `smallest AS MATERIALIZED (SELECT way FROM (${all}) ORDER BY size, way LIMIT 1)`],
    ids: chosen.join(" UNION ALL "),
  };
}

function waysOf(filter: UserFilter, bind: Bind): Way[] {
  const { facets, words, expiresBefore, statuses } = filter;
  const counted = (rows: string) => (limit: string) => `SELECT count(*) FROM (${rows} LIMIT ${limit})`;
  const ways: Way[] = facets.map((set, at) => {
    const has = `accountId = ?1 AND facet IN (${listSql(set, bind)})`;
    return {
      size: () => `SELECT coalesce(sum(count), 0) FROM facetCounts WHERE ${has} AND status IN (${storedSql(statuses)})`,
      ids: (from, where) =>
        `SELECT id FROM ${from}userFacets INDEXED BY facets_by_name WHERE ${where}${has} AND ${anyStatusSql(statuses)}`,
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
  // The longest word is likely to be the rarest.
  const [word] = words.toSorted((one, other) => other.length - one.length);
  if (word !== undefined) {
    const { byName, apart } = wordSources(word, statuses, bind);
    const found = (from: string, where: string) => `${byName(from, where)} UNION ALL ${apart(from, where)}`;
    ways.push({
      size: counted(found("", "")),
      ids: (from, where) => `SELECT DISTINCT id FROM (${found(from, where)})`,
      rest: { ...filter, words: words.filter((other) => other !== word) },
    });
  }
  return ways;
}
