import { createMemo } from "solid-js";
import type { GroupRow } from "../../shared/outputs.ts";
import { addManyTexts } from "../texts/add-many.ts";
import { count } from "../ui/date-time.ts";
import { type OutcomeRow, OutcomeTable, type OutcomeWords } from "../user-actions/outcome-table.tsx";
import type { PlannedRow } from "./import-plan.ts";
import type { RowResult } from "./import-run.ts";
import { outcomeKind, outcomeText } from "./row-outcome.ts";

/** Every row of the list with what will become, or became, of it. */
export function RowsTable(props: {
  groups: readonly GroupRow[];
  plan: readonly PlannedRow[];
  results: readonly (RowResult | null)[];
  tense: "will" | "did";
}) {
  const groupNames = createMemo(() => new Map(props.groups.map(({ id, name }) => [id, name])));
  /** Those they are invited into; where they are not, what the list says. */
  const groupsOf = ({ person, invite }: PlannedRow) =>
    invite ? invite.groupIds.flatMap((id) => groupNames().get(id) ?? []) : person.groups;
  const rows = createMemo(() =>
    props.plan.map((row, at): OutcomeRow => {
      const { firstName, lastName, email, line } = row.person;
      const result = props.results[at] ?? null;
      return {
        name: `${firstName} ${lastName}`.trim(),
        email,
        more: [groupsOf(row).join(", "), count(line)],
        kind: outcomeKind(row, result),
        text: outcomeText(row, result, props.tense),
      };
    }),
  );
  const words = (): OutcomeWords => ({
    caption: addManyTexts.caption,
    person: addManyTexts.person,
    outcome: addManyTexts.outcome,
    noRows: addManyTexts.noRows,
    filters: props.tense === "will" ? addManyTexts.filters : addManyTexts.filtersDone,
  });
  return <OutcomeTable rows={rows()} words={words()} columns={[addManyTexts.groupsColumn, addManyTexts.line]} />;
}
