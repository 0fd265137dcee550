import type { EventRow } from "../../shared/outputs.ts";
import { actorText, eventLines, linesText, subjectName } from "../events/event-lines.ts";
import type { EventNames } from "../events/event-names.ts";
import { actorWords, auditTexts, eventWords } from "../texts/audit.ts";
import { csvText } from "../ui/csv.ts";

type Column = keyof typeof auditTexts.columns;

/** Events as a file, in the order given; for programs the ids and instants, for people the words. */
export function eventsCsv(rows: EventRow[], names: EventNames): string {
  const cells = (row: EventRow): Record<Column, string> => ({
    seq: String(row.seq),
    at: new Date(row.at).toISOString(),
    recordedAt: new Date(row.recordedAt).toISOString(),
    type: row.type,
    what: eventWords[row.type],
    actorKind: actorWords[row.actor.kind],
    actorName: actorText(row.actor, names),
    actorId: row.actor.id ?? "",
    userName: subjectName(row) ?? "",
    userId: row.userId ?? "",
    invitationId: row.invitationId ?? "",
    details: linesText(eventLines(row, names)),
  });
  const columns = Object.keys(auditTexts.columns) as Column[];
  return csvText([
    columns.map((column) => auditTexts.columns[column]),
    ...rows.map((row) => {
      const all = cells(row);
      return columns.map((column) => all[column]);
    }),
  ]);
}
