import { Match, Switch } from "solid-js";
import type { GroupRow } from "../../shared/outputs.ts";
import type { GroupList } from "./create-group-list.ts";
import { CreateDialog, RenameDialog } from "./name-dialog.tsx";
import { RemoveDialog } from "./remove-dialog.tsx";

export type OpenDialog = { kind: "create" } | { kind: "rename" | "remove"; group: GroupRow };

/** Loaded after the list. */
export function GroupDialogs(props: { open: OpenDialog; list: GroupList; onClose: () => void }) {
  const rename = () => props.open.kind === "rename" && props.open.group;
  const remove = () => props.open.kind === "remove" && props.open.group;
  return (
    <Switch fallback={<CreateDialog list={props.list} onClose={() => props.onClose()} />}>
      <Match when={rename()}>
        {(group) => <RenameDialog group={group()} list={props.list} onClose={() => props.onClose()} />}
      </Match>
      <Match when={remove()}>
        {(group) => <RemoveDialog group={group()} list={props.list} onClose={() => props.onClose()} />}
      </Match>
    </Switch>
  );
}
