import type { UsersListInput } from "../../shared/inputs.ts";
import type { Bind } from "./bind.ts";
import { armColumns, walkSql } from "./list-arms.ts";
import { anyOf, behindSql, type Position } from "./list-cursor.ts";
import { type Order, orderSql } from "./list-order.ts";
import { type NamesInOrder, namesInOrder } from "./names-in-order.ts";
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
  const behind = position ? anyOf(behindSql(order, position, { sql: "u.effectiveStatus" })) : "TRUE";
  const collected = (
    from: string,
    where: string,
  ) => `SELECT * FROM (SELECT ${armColumns}, ${effectiveStatusSql} AS effectiveStatus
    FROM (${from}) c CROSS JOIN users u ON u.accountId = ?1 AND u.id = c.id) u WHERE ${where} AND ${behind}`;
  const page = (rows: string, isPage: string) => `SELECT * FROM (${rows} ORDER BY ${orderSql(order)}
    LIMIT CASE WHEN ${offset} <= ${reach} AND ${isPage} THEN ${limit} ELSE 0 END OFFSET ${offset})`;
  const walked = `SELECT ${armColumns.replaceAll("u.", "")}, effectiveStatus FROM walked`;
  const isWalked = `(SELECT count(*) FROM walked) = ${limit}`;
  // Whoever is found in one way is tested for all else, once if those who are meant fit into a count.
  const isTested = testsSql(filter, bind).length > 1;
  const collections = isTested
    ? [
        { from: "SELECT id FROM matched", total: `(SELECT total FROM counted) <= ${reach}` },
        { from: ids, total: `(SELECT total FROM counted) > ${reach}` },
      ]
    : [{ from: ids, total: "TRUE" }];
  const upTo = `(SELECT id FROM (${ids}) LIMIT ${reach + 1})`;
  const pages = [
    ...(named ? [page(`${walked} UNION ALL ${collected("SELECT id FROM apart", named.isApart)}`, isNamed)] : []),
    `${walked} WHERE ${isWalked} AND NOT ${isNamed}`,
    ...collections.map(({ from, total }) =>
      page(collected(from, "TRUE"), `NOT ${isNamed} AND NOT ${isWalked} AND ${total}`),
    ),
  ];
  return `WITH ${[
    ...choice,
    ...(isTested ? [`matched AS MATERIALIZED ${upTo}`] : []),
    `counted AS MATERIALIZED (SELECT count(*) AS total FROM ${isTested ? "matched" : upTo})`,
    ...(named?.ctes ?? []),
    `walked AS MATERIALIZED (${walkedSql(list, named, bind)})`,
    `page AS (${pages.join(" UNION ALL ")})`,
  ].join(", ")}`;
}

/**
 * The beginning of a list by a walk in its order: a whole page of it, or too little. Of names in order all that such a
 * page may need; else among so many as would be read to collect everybody.
 */
function walkedSql(list: FoundList, named: NamesInOrder | null, bind: Bind): string {
  const { filter, input, order, position } = list;
  const { limit, offset, reach } = list.range;
  const walk = walkSql(
    { statuses: filter.statuses, facets: null, tests: named?.tests ?? [] },
    order,
    input,
    position,
    bind,
    `${armColumns}, u.terms, u.askedAgainAt`,
  );
  const everybody = `(SELECT sum(count) FROM userCounts WHERE accountId = ?1 AND status IN (${storedSql(filter.statuses)}))`;
  const bound = `CASE WHEN ${offset} > ${reach} THEN 0 ${named ? `WHEN isEnough THEN ${offset} + ${limit}` : ""}
    WHEN (${offset} + ${limit}) * ${everybody} < total * total THEN 2 * total ELSE 0 END`;
  const [rows, skipped] = named
    ? [
        `(SELECT iif(isEnough, ${offset} + ${limit}, ${limit}) FROM named)`,
        `(SELECT iif(isEnough, 0, ${offset}) FROM named)`,
      ]
    : [limit, offset];
  // SQLite hands on an ordered part with a limit row by row, so that it ends with the page.
  return `SELECT * FROM (${walk} ORDER BY ${orderSql(order)}
      LIMIT (SELECT ${bound} FROM counted${named ? ", named" : ""})) u
    WHERE ${testsSql(filter, bind).join(" AND ")} LIMIT ${rows} OFFSET ${skipped}`;
}

/** Everybody who is meant, once, and what chooses the way to them. */
function idsSql(filter: UserFilter, reach: number, bind: Bind): { choice: string[]; ids: string } {
  const ways = filter.statuses.length === 0 ? [] : waysOf(filter, bind);
  function tested(ids: string, rest: UserFilter): string {
    const tests = testsSql(rest, bind);
    if (tests.length === 0) return ids;
    const isOfFacets = rest.words.length === 0 && rest.expiresBefore === null && !rest.notAskedAgain;
    const user = isOfFacets ? "u" : "c CROSS JOIN users u ON u.accountId = ?1 AND u.id = c.id";
    return `SELECT u.id FROM (${ids}) ${user} WHERE ${tests.join(" AND ")}`;
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
