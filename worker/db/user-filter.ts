import type { UsersListInput } from "../../shared/inputs.ts";
import { searchWords } from "../../shared/sort-key.ts";
import { listedStatuses, type UserStatus } from "../../shared/status.ts";
import type { Bind } from "./bind.ts";
import { meansEverybody, wordTestSql } from "./word-search.ts";

/** What a list is narrowed down to; everything in it must hold. */
export type UserFilter = {
  statuses: UserStatus[];
  /** Of each set of facets, users have one: the states of a mail exclude each other, and of the rest one is named. */
  facets: string[][];
  words: string[];
  expiresBefore: number | null;
  notAskedAgain: boolean;
};

export function userFilterOf(input: UsersListInput): UserFilter {
  const { search = "", groupId, delivery, invitedBy, askedAgain, expiresBefore = null } = input;
  const wanted = input.status && input.status.length > 0 ? [...new Set(input.status)] : listedStatuses;
  const words = searchWords(search);
  // Something was typed that stands in nobody's name.
  const isNobody = words.length === 0 && search.trim() !== "";
  // Only who is invited still has a deadline ahead.
  const possible = expiresBefore === null ? wanted : wanted.filter((status) => status === "invited");
  return {
    statuses: isNobody ? [] : possible,
    facets: [
      ...(askedAgain === true ? [["askedAgain"]] : []),
      ...(delivery && delivery.length > 0 ? [[...new Set(delivery)]] : []),
      ...(groupId === undefined ? [] : [[groupId]]),
      ...(invitedBy === undefined ? [] : [[invitedBy]]),
    ],
    words: words.filter((word) => !meansEverybody(word)),
    expiresBefore,
    notAskedAgain: askedAgain === false,
  };
}

/** Whether one index holds the users in the order of the list, and how many there are is a kept count. */
export function isKept({ facets, words, expiresBefore, notAskedAgain }: UserFilter): boolean {
  return words.length === 0 && expiresBefore === null && facets.length + (notAskedAgain ? 1 : 0) <= 1;
}

export function isOfStatuses(filter: UserFilter): boolean {
  return isKept(filter) && filter.facets.length === 0 && !filter.notAskedAgain;
}

/** Tests of one user `u`, a step of an index each. */
export function testsSql({ facets, words, expiresBefore, notAskedAgain }: UserFilter, bind: Bind): string[] {
  return [
    ...facets.map((set) => hasFacetSql(set, bind)),
    ...words.map((word) => wordTestSql(word, bind)),
    ...(expiresBefore === null ? [] : [`u.expiresAt < ${bind(expiresBefore)}`]),
    ...(notAskedAgain ? ["u.askedAgainAt IS NULL"] : []),
  ];
}

export function hasFacetSql(set: string[], bind: Bind): string {
  return `EXISTS (SELECT 1 FROM userFacets f WHERE f.accountId = ?1 AND f.id = u.id AND f.facet IN (${listSql(set, bind)}))`;
}

export function listSql(values: string[], bind: Bind): string {
  return values.map(bind).join(", ");
}
