import { bulkStep } from "../../shared/limits.ts";
import type { GroupRow } from "../../shared/outputs.ts";
import { fold } from "../../shared/sort-key.ts";
import type { ListedPerson } from "./list-of-text.ts";

/** What `users.inviteMany` takes for one row. */
export type InviteRow = {
  email: string;
  firstName: string;
  lastName: string;
  groupIds: string[];
  externalId?: string;
};

/** A listed person with what will be asked for them, or why nothing will be. */
export type PlannedRow = { person: ListedPerson } & (
  | { invite: InviteRow; skip?: never }
  | {
      invite?: never;
      skip: { kind: "duplicate"; line: number } | { kind: "unknownGroups"; names: string[] } | { kind: "noGroup" };
    }
);

/**
 * Group names become groups, ignoring case and accents; who names none gets `defaultGroupIds`. What the list itself
 * shows to be wrong is not asked for; everything else the server judges.
 */
export function planOf(
  people: readonly ListedPerson[],
  groups: readonly GroupRow[],
  defaultGroupIds: readonly string[],
): PlannedRow[] {
  const idByName = new Map(groups.map(({ id, name }) => [fold(name), id]));
  return people.map((person) => {
    if (person.sameAs !== null) return { person, skip: { kind: "duplicate", line: person.sameAs } };
    const unknown = person.groups.filter((name) => !idByName.has(fold(name)));
    if (unknown.length > 0) return { person, skip: { kind: "unknownGroups", names: unknown } };
    const named = person.groups.flatMap((name) => idByName.get(fold(name)) ?? []);
    const groupIds = [...new Set(named.length > 0 ? named : defaultGroupIds)];
    if (groupIds.length === 0) return { person, skip: { kind: "noGroup" } };
    const { email, firstName, lastName, externalId } = person;
    return { person, invite: { email, firstName, lastName, groupIds, ...(externalId === null ? {} : { externalId }) } };
  });
}

/** Names of groups that the list asks for and the account does not have, each once, as first written. */
export function missingGroups(plan: readonly PlannedRow[]): string[] {
  const names = plan.flatMap(({ skip }) => (skip?.kind === "unknownGroups" ? skip.names : []));
  return [...new Map(names.toReversed().map((name) => [fold(name), name])).values()].reverse();
}

/** Positions in the plan of the rows that are asked for, call by call. The same plan always makes the same calls. */
export function callsOf(plan: readonly PlannedRow[]): number[][] {
  const asked = plan.flatMap(({ invite }, at) => (invite ? [at] : []));
  return Array.from({ length: Math.ceil(asked.length / bulkStep) }, (_none, call) =>
    asked.slice(call * bulkStep, (call + 1) * bulkStep),
  );
}
