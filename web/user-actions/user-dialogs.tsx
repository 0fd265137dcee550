import { Match, Switch } from "solid-js";
import type { InvitationLink, UserRow } from "../../shared/outputs.ts";
import { AddDialog } from "./add/add-dialog.tsx";
import { CommandDialog } from "./command-dialog.tsx";
import { CorrectAddressDialog } from "./correct-address-dialog.tsx";
import type { UserCommands } from "./create-user-commands.ts";
import { EditDialog } from "./edit-dialog.tsx";
import { LinkDialog } from "./link-dialog.tsx";
import type { UserStore } from "./user-store.ts";

type OfRow = { row: UserRow; returnFocus: () => void };

/** Which dialog is open; there is never more than one. */
export type OpenDialog =
  | { kind: "add" }
  | ({ kind: "inviteAgain" } & OfRow)
  | ({ kind: "edit" | "correctAddress" } & OfRow)
  | ({ kind: ConfirmedCommand } & OfRow)
  | { kind: "link"; link: InvitationLink };

export type ConfirmedCommand = "remove" | "block" | "unblock" | "delete";

/** All dialogs of the page, loaded when the first one opens. */
export function UserDialogs(props: {
  open: OpenDialog;
  store: UserStore;
  commands: UserCommands;
  show: (dialog: OpenDialog | null) => void;
}) {
  const close = () => props.show(null);
  const another = () => props.show({ kind: "add" });
  return (
    <Switch>
      <Match when={props.open.kind === "add"}>
        <AddDialog store={props.store} commands={props.commands} onClose={close} onAnother={another} />
      </Match>
      <Match when={props.open.kind === "inviteAgain" && props.open}>
        {(open) => (
          <AddDialog
            again={open().row}
            store={props.store}
            commands={props.commands}
            onClose={close}
            onAnother={another}
            returnFocus={open().returnFocus}
          />
        )}
      </Match>
      <Match when={props.open.kind === "edit" && props.open}>
        {(open) => (
          <EditDialog
            row={open().row}
            commands={props.commands}
            onCorrectAddress={() => props.show({ ...open(), kind: "correctAddress" })}
            onClose={close}
            returnFocus={open().returnFocus}
          />
        )}
      </Match>
      <Match when={props.open.kind === "correctAddress" && props.open}>
        {(open) => (
          <CorrectAddressDialog
            row={open().row}
            commands={props.commands}
            onClose={close}
            returnFocus={open().returnFocus}
          />
        )}
      </Match>
      <Match when={confirmed(props.open)}>
        {(open) => (
          <CommandDialog
            kind={open().kind}
            row={open().row}
            store={props.store}
            commands={props.commands}
            onClose={close}
            returnFocus={open().returnFocus}
          />
        )}
      </Match>
      <Match when={props.open.kind === "link" && props.open}>
        {(open) => <LinkDialog link={open().link} onClose={close} />}
      </Match>
    </Switch>
  );
}

function confirmed(open: OpenDialog) {
  return open.kind === "remove" || open.kind === "block" || open.kind === "unblock" || open.kind === "delete"
    ? open
    : null;
}
