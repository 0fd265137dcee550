import ellipsis from "lucide-static/icons/ellipsis.svg?raw";
import type { UserRow } from "../../shared/outputs.ts";
import { usersTexts } from "../texts/users.ts";
import styles from "../ui/button.module.css";
import { Icon } from "../ui/icon.tsx";
import { Spinner } from "../ui/spinner.tsx";
import { personName } from "../user-actions/person-name.ts";

/** What the table and the cards need to know of the one menu that all rows share. */
export type RowMenuState = {
  openFor: () => string | undefined;
  isBusy: (userId: string) => boolean;
  toggle: (row: UserRow, anchor: HTMLElement) => void;
};

const look = `${styles.button} ${styles.quiet} ${styles.square}`;

/** The ••• of a row: an `IconButton`, but written out, since what makes that one fit anywhere adds up in every row. */
export function RowButton(props: { row: UserRow; menu: RowMenuState }) {
  const isBusy = () => props.menu.isBusy(props.row.id);
  const label = () => usersTexts.actionsFor(personName(props.row));
  return (
    <button
      type="button"
      class={look}
      data-actions-of={props.row.id}
      aria-label={label()}
      title={label()}
      aria-haspopup="menu"
      aria-expanded={props.menu.openFor() === props.row.id}
      aria-busy={isBusy() ? "true" : undefined}
      aria-disabled={isBusy() ? "true" : undefined}
      onClick={(event) => !isBusy() && props.menu.toggle(props.row, event.currentTarget)}
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown") return;
        event.preventDefault();
        event.currentTarget.click();
      }}
    >
      {isBusy() ? <Spinner /> : <Icon svg={ellipsis} />}
    </button>
  );
}
