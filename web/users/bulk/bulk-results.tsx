import { createMemo } from "solid-js";
import type { ManyResult, UserRow } from "../../../shared/outputs.ts";
import { bulkTexts } from "../../texts/bulk.ts";
import { refusalSentence } from "../../texts/refusals.ts";
import { dateAndTime } from "../../ui/date-time.ts";
import { type OutcomeRow, OutcomeTable } from "../../user-actions/outcome-table.tsx";
import { personName } from "../../user-actions/person-name.ts";
import type { BulkAction, BulkPlan } from "./bulk-plan.ts";
import type { Bulk } from "./create-bulk.ts";

/** What came of each who was chosen. */
export function BulkResults(props: { action: BulkAction; plan: BulkPlan; bulk: Bulk }) {
  const rows = createMemo((): OutcomeRow[] => [
    ...props.plan.able.map((row) => outcomeOf(row, props.action, props.bulk.results().get(row.id))),
    ...props.plan.unable.map(({ row, refusal }) => ({
      ...personOf(row),
      kind: "nothing" as const,
      text: refusalSentence(refusal),
    })),
  ]);
  return (
    <OutcomeTable
      rows={rows()}
      words={{
        caption: bulkTexts.results,
        person: bulkTexts.person,
        outcome: bulkTexts.outcome,
        noRows: bulkTexts.noRows,
        filters: bulkTexts.filters,
      }}
    />
  );
}

function outcomeOf(row: UserRow, action: BulkAction, result: ManyResult | undefined): OutcomeRow {
  if (result === undefined) return { ...personOf(row), kind: "problem", text: bulkTexts.untried };
  if (result.refusal !== null) return { ...personOf(row), kind: "problem", text: refusalSentence(result.refusal) };
  const done = bulkTexts.outcomes[action];
  const text = result.expiresAt === undefined ? done : bulkTexts.until(done, dateAndTime(result.expiresAt));
  return { ...personOf(row), kind: "done", text };
}

function personOf(row: UserRow): { name: string; email: string } {
  return { name: personName(row), email: row.email };
}
