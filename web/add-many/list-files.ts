import { addManyTexts } from "../texts/add-many.ts";
import { csvText } from "../ui/csv.ts";
import type { PlannedRow } from "./import-plan.ts";
import type { RowResult } from "./import-run.ts";
import { outcomeKind, outcomeText } from "./row-outcome.ts";

const { email, firstName, lastName, groups, externalId } = addManyTexts.columns;

/** An empty list with the columns that are understood, and one line to show how. */
export function templateCsv(groupName: string): string {
  return csvText([
    [email, firstName, lastName, groups, externalId],
    ["anna.meyer@example.com", "Anna", "Meyer", groupName, ""],
  ]);
}

/** The rows that came to nothing, each with why, in the columns that an import reads: mended, they go through. */
export function failuresCsv(plan: readonly PlannedRow[], results: readonly (RowResult | null)[]): string {
  const failed = plan.flatMap((row, at) => {
    const result = results[at] ?? null;
    if (outcomeKind(row, result) !== "problem") return [];
    const { person } = row;
    return [
      [
        person.email,
        person.firstName,
        person.lastName,
        person.groups.join(", "),
        person.externalId ?? "",
        outcomeText(row, result, "did"),
      ],
    ];
  });
  return csvText([[email, firstName, lastName, groups, externalId, addManyTexts.problemColumn], ...failed]);
}
