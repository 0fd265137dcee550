import { everyIdBegins, idBeginning } from "../../shared/sort-key.ts";
import type { UserStatus } from "../../shared/status.ts";
import type { Bind } from "./bind.ts";
import { anyStatusSql, asksDeadline } from "./status.ts";

/** Whether a word says nothing, because every id begins with it. */
export function meansEverybody(word: string): boolean {
  return idBeginning(word) === everyIdBegins;
}

/** Whether a term of the user `u`, or the id, begins with a word. */
export function wordTestSql(word: string, bind: Bind): string {
  // As it stands in JSON, behind the quote that a term begins with.
  const inTerms = `instr(u.terms, ${bind(JSON.stringify(word).slice(0, -1))}) > 0`;
  const id = idBeginning(word);
  return id === null ? inTerms : `(${inTerms} OR ${beginsSql("u.id", id, bind)})`;
}

/** A range rather than LIKE: it uses the index, and a pattern of over 50 bytes would throw. */
export function beginsSql(term: string, word: string, bind: Bind): string {
  return `${term} >= ${bind(word)} AND ${term} < ${bind(endOf(word))}`;
}

/** Behind whatever begins with a word. */
export function endOf(word: string): string {
  return `${word}\u{10ffff}`;
}

/** Those of some statuses whom a word finds, as ids: `apart` by whatever their name does not begin with. */
export type WordSources = {
  byName(from: string, where: string): string;
  apart(from: string, where: string): string;
};

/**
 * Each source is ranges of an index that finds all it needs in there, but for ids, and where the overdue are told from
 * the invited. Somebody may be found by several.
 */
export function wordSources(word: string, statuses: UserStatus[], bind: Bind): WordSources {
  const isOf = `accountId = ?1 AND ${anyStatusSql(statuses)}`;
  const of = (column: string, beginning: string, index: string) => {
    const begins = beginsSql(column, beginning, bind);
    return (from: string, where: string) =>
      `SELECT id FROM ${from}users INDEXED BY ${index} WHERE ${where}${isOf} AND ${begins}`;
  };
  const sources = [byTerm(word, statuses, bind)];
  // Any other word that an address begins with is a term.
  if (/[@.]/.test(word)) sources.push(of("email", word, "users_by_email"));
  const id = idBeginning(word);
  if (id !== null) sources.push(of("id", id, "sqlite_autoindex_users_1"));
  return {
    byName: of("nameKey", word, "users_by_name"),
    apart: (from, where) => sources.map((source) => source(from, where)).join(" UNION ALL "),
  };
}

function byTerm(word: string, statuses: UserStatus[], bind: Bind): WordSources["apart"] {
  // Terms have no deadline.
  const user = asksDeadline(statuses) ? " CROSS JOIN users u ON u.accountId = ?1 AND u.id = t.userId" : "";
  const isFound = `t.accountId = ?1 AND ${beginsSql("t.term", word, bind)} AND ${anyStatusSql(statuses, "t.status", "u.expiresAt")}`;
  return (from, where) => `SELECT t.userId AS id FROM ${from}searchTerms t${user} WHERE ${where}${isFound}`;
}
