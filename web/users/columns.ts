import type { SortKey } from "../../shared/user-sort.ts";

/** Columns that can be hidden, as they stand from left to right; the user comes before and the actions after them. */
export const optionalColumns = ["email", "status", "sent", "joined", "lastSignIn", "group"] as const;
export type OptionalColumn = (typeof optionalColumns)[number];
export type Column = "user" | OptionalColumn;

export const defaultColumns: readonly OptionalColumn[] = ["email", "joined", "lastSignIn", "group"];

export const sortOfColumn = {
  user: "name",
  email: "email",
  status: "status",
  sent: "sentAt",
  joined: "joinedAt",
  lastSignIn: "lastSignInAt",
  group: null,
} as const satisfies Record<Column, SortKey | null>;

export const widthModes = ["auto", "wide", "compact"] as const;
export type WidthMode = (typeof widthModes)[number];
/** Only what differs from `auto`. */
export type Widths = Partial<Record<Column, "wide" | "compact">>;

const allColumns: readonly Column[] = ["user", ...optionalColumns];
const noColumns = "none";

export function readColumns(text: string): OptionalColumn[] {
  const wanted = text.split(",");
  const known = optionalColumns.filter((column) => wanted.includes(column));
  return known.length > 0 || text === noColumns ? known : [...defaultColumns];
}

/** Null for the columns that are shown without a choice. */
export function writeColumns(columns: readonly OptionalColumn[]): string | null {
  const text = columns.join(",");
  return text === defaultColumns.join(",") ? null : text || noColumns;
}

export function readWidths(text: string): Widths {
  const wanted = text.split(",");
  const widths: Widths = {};
  for (const column of allColumns) {
    for (const mode of ["wide", "compact"] as const) if (wanted.includes(`${column}.${mode}`)) widths[column] = mode;
  }
  return widths;
}

export function writeWidths(widths: Widths): string | null {
  const set = allColumns.filter((column) => widths[column]);
  return set.map((column) => `${column}.${widths[column]}`).join(",") || null;
}

export function showColumn(shown: readonly OptionalColumn[], column: OptionalColumn, isShown: boolean) {
  return optionalColumns.filter((each) => (each === column ? isShown : shown.includes(each)));
}

export function setWidth(widths: Widths, column: Column, mode: WidthMode): Widths {
  const { [column]: _, ...others } = widths;
  return mode === "auto" ? others : { ...others, [column]: mode };
}
