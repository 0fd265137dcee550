import { addManyTexts } from "../texts/add-many.ts";
import { problemSentences, refusalSentence } from "../texts/refusals.ts";
import { count } from "../ui/date-time.ts";
import type { OutcomeKind } from "../user-actions/outcome-table.tsx";
import type { PlannedRow } from "./import-plan.ts";
import type { RowResult } from "./import-run.ts";

/** What becomes of a row: an invitation, nothing because nothing is needed, or a problem; null while nobody was asked. */
export function outcomeKind(row: PlannedRow, result: RowResult | null): OutcomeKind | null {
  if (row.skip) return row.skip.kind === "duplicate" ? "nothing" : "problem";
  switch (result?.outcome) {
    case undefined:
      return null;
    case "created":
    case "renewed":
    case "readded":
      return "done";
    case "alreadyActive":
    case "alreadyInvited":
      return "nothing";
    case "refused":
      return "problem";
  }
}

/** The outcome in words: `will` before the run, `did` after it. */
export function outcomeText(row: PlannedRow, result: RowResult | null, tense: "will" | "did"): string {
  if (row.skip) return skipText(row.skip);
  if (result === null) return "";
  return result.outcome === "refused" ? refusedText(result, tense) : addManyTexts[tense][result.outcome];
}

function skipText(skip: NonNullable<PlannedRow["skip"]>): string {
  switch (skip.kind) {
    case "duplicate":
      return addManyTexts.duplicate(count(skip.line));
    case "unknownGroups":
      return addManyTexts.unknownGroups(skip.names.join(", "), skip.names.length === 1);
    case "noGroup":
      return addManyTexts.noGroup;
  }
}

function refusedText({ refusal, problems = [] }: RowResult, tense: "will" | "did"): string {
  if (refusal?.reason === "invitationDeclined") return addManyTexts.declinedBefore;
  if (refusal?.reason === "wrongStatus" && refusal.status === "removed") return addManyTexts.removedBefore;
  if (refusal) return refusalSentence(refusal);
  const sentences = problems.map(({ field, problem }) => {
    const name = fieldNames.get(field.split(".")[0] ?? "");
    return name ? addManyTexts.problem(name, problemSentences[problem]) : problemSentences[problem];
  });
  return sentences.join(" ") || addManyTexts[tense].refused;
}

const fieldNames = new Map(Object.entries(addManyTexts.fields));
