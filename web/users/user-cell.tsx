import type { JSX } from "solid-js";
import type { UserRow } from "../../shared/outputs.ts";
import type { OptionalColumn } from "./columns.ts";
import { EmailCell, GroupsCell, InstantCell, JoinedCell, StatusCell } from "./user-cells.tsx";

type Cell = (props: { row: UserRow }) => JSX.Element;

/** What each column shows of a user. */
export const userCell = {
  email: EmailCell,
  status: StatusCell,
  sent: (props) => <InstantCell at={props.row.sentAt} />,
  joined: JoinedCell,
  lastSignIn: (props) => <InstantCell at={props.row.lastSignInAt} />,
  group: GroupsCell,
} as const satisfies Record<OptionalColumn, Cell>;
