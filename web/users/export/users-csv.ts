import type { UserRow } from "../../../shared/outputs.ts";
import { deliveryText, statusWords } from "../../texts/users.ts";
import { exportTexts } from "../../texts/users-export.ts";
import { csvText } from "../../ui/csv.ts";

type Column = keyof typeof exportTexts.columns;

/** Users as a file, in the order given. The first columns are those that an import reads. */
export function usersCsv(rows: readonly UserRow[]): string {
  const cells = (row: UserRow): Record<Column, string> => ({
    email: row.email,
    firstName: row.firstName,
    lastName: row.lastName,
    groups: row.groups.map(({ name }) => name).join(", "),
    externalId: row.externalId ?? "",
    status: statusWords[row.status],
    delivery: row.delivery ? deliveryText(row.delivery) : "",
    invitedAt: instant(row.invitedAt),
    sentAt: instant(row.sentAt),
    expiresAt: instant(row.expiresAt),
    joinedAt: instant(row.joinedAt),
    lastSignInAt: instant(row.lastSignInAt),
    id: row.id,
  });
  const columns = Object.keys(exportTexts.columns) as Column[];
  return csvText([
    columns.map((column) => exportTexts.columns[column]),
    ...rows.map((row) => {
      const all = cells(row);
      return columns.map((column) => all[column]);
    }),
  ]);
}

function instant(at: number | null): string {
  return at === null ? "" : new Date(at).toISOString();
}
