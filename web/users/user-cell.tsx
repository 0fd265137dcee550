import type { JSX } from "solid-js";
import type { UserRow } from "../../shared/outputs.ts";
import type { OptionalColumn } from "./columns.ts";
import { emailCell, groupsCell, instantCell, joinedCell, statusCell } from "./user-cells.tsx";

type Cell = (row: UserRow) => JSX.Element;

/** What each column shows of a user. */
export const userCell = {
  email: emailCell,
  status: statusCell,
  sent: ({ sentAt }) => instantCell(sentAt),
  joined: joinedCell,
  lastSignIn: ({ lastSignInAt }) => instantCell(lastSignInAt),
  group: groupsCell,
} as const satisfies Record<OptionalColumn, Cell>;
