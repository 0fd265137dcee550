import type { Bind } from "./bind.ts";
import type { FoundList } from "./found-users.ts";
import { compareBytes } from "./list-order.ts";
import { beginsSql, endOf, wordSources } from "./word-search.ts";

/** Whom a word finds by something else than the beginning of the name are sorted among the others while they are few. */
const fewApart = "(SELECT min(1000, total / 8) FROM counted)";

export type NamesInOrder = { ctes: string[]; tests: string[]; isApart: string };

/**
 * Of a list in the order of names, of whom one word finds: those whose name begins with it are a range of that order,
 * far down in it perhaps, and few are `apart`, found by something else. `named` says whether it is so; `tests` then keep
 * a walk to that range. Null for other lists.
 */
export function namesInOrder({ filter, order, position }: FoundList, bind: Bind): NamesInOrder | null {
  const { words, facets, statuses, expiresBefore, notAskedAgain } = filter;
  const [word, ...more] = words;
  const isMore = more.length + facets.length > 0 || expiresBefore !== null || notAskedAgain || statuses.length === 0;
  const [by] = order;
  if (word === undefined || isMore || order.length !== 2 || by?.column !== "nameKey") return null;
  const end = endOf(word);
  const from = `u.nameKey >= (SELECT iif(isEnough, ${bind(word)}, '') FROM named)`;
  const to = `u.nameKey < (SELECT iif(isEnough, ${bind(end)}, ${bind(endOfAll)}) FROM named)`;
  const at = position?.[0]?.value;
  // Where a page begins is a bound already: of two at one end SQLite may take the farther, and pass over what is between.
  if (typeof at === "string" && (by.dir === "asc" ? compareBytes(at, word) < 0 : compareBytes(at, end) >= 0))
    return null;
  return {
    ctes: [
      `apart AS MATERIALIZED (SELECT DISTINCT id FROM (${wordSources(word, statuses, bind).apart("", "")}) LIMIT 1 + ${fewApart})`,
      `named AS MATERIALIZED (SELECT count(*) <= ${fewApart} AS isEnough FROM apart)`,
    ],
    tests: at === undefined ? [from, to] : [by.dir === "asc" ? to : from],
    isApart: `NOT (${beginsSql("u.nameKey", word, bind)})`,
  };
}

const endOfAll = endOf(endOf(""));
