import ellipsis from "lucide-static/icons/ellipsis.svg?raw";
import type { UserRow } from "../../shared/outputs.ts";
import { usersTexts } from "../texts/users.ts";
import { IconButton } from "../ui/button.tsx";
import { personName } from "../user-actions/person-name.ts";

/** What the table and the cards need to know of the one menu that all rows share. */
export type RowMenuState = {
  openFor: () => string | undefined;
  isBusy: (userId: string) => boolean;
  toggle: (row: UserRow, anchor: HTMLElement) => void;
};

/** The ••• of a row. */
export function RowButton(props: { row: UserRow; menu: RowMenuState }) {
  return (
    <IconButton
      icon={ellipsis}
      label={usersTexts.actionsFor(personName(props.row))}
      data-actions-of={props.row.id}
      aria-haspopup="menu"
      aria-expanded={props.menu.openFor() === props.row.id}
      isBusy={props.menu.isBusy(props.row.id)}
      onClick={(event) => props.menu.toggle(props.row, event.currentTarget)}
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown") return;
        event.preventDefault();
        event.currentTarget.click();
      }}
    />
  );
}
