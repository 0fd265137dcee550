import { A } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import type { GroupRow } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { createIdempotencyKeys } from "../api/client.ts";
import { failureSentence, refusedWith } from "../api/refusal.ts";
import { groupsTexts } from "../texts/groups.ts";
import { count } from "../ui/date-time.ts";
import { ConfirmDialog } from "../ui/dialog.tsx";
import { Alert } from "../ui/form.tsx";
import { toast } from "../ui/toaster.tsx";
import type { GroupList } from "./create-group-list.ts";
import { usersHref } from "./group-cells.tsx";

/** Names the group and the effect, then removes it, or says who would be left without one. */
export function RemoveDialog(props: { group: GroupRow; list: GroupList; onClose: () => void }) {
  const account = useAccount();
  const keyFor = createIdempotencyKeys();
  const [isBusy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal<unknown>();
  const { id, name } = props.group;
  const position = rowButtons().findIndex(({ dataset }) => dataset.actionsOf === id);
  // As it is now: the count may have changed since the dialog was opened.
  const group = () => props.list.groups().find((one) => one.id === id) ?? props.group;

  async function remove() {
    setBusy(true);
    setFailure(undefined);
    try {
      await account.api.groups.remove.mutate({ groupId: id, idempotencyKey: keyFor(id) });
      await props.list.changed();
      toast(groupsTexts.removed(name), "success");
      props.onClose();
    } catch (caught) {
      setFailure(caught);
      if (refusedWith(caught, "notFound") || refusedWith(caught, "groupInUse")) void props.list.changed();
    } finally {
      setBusy(false);
    }
  }

  return (
    <ConfirmDialog
      title={groupsTexts.removeTitle(name)}
      confirmLabel={groupsTexts.remove}
      isBusy={isBusy()}
      onConfirm={() => void remove()}
      onClose={() => props.onClose()}
      returnFocus={() => focusRow(id, position)}
    >
      <p>
        {group().userCount > 0
          ? groupsTexts.removeUsed(group().userCount, count(group().userCount))
          : groupsTexts.removeEmpty}
      </p>
      <Show when={failure()}>
        {(found) => (
          <Alert>
            <p>{failureSentence(found())}</p>
            <Show when={refusedWith(found(), "groupInUse")}>
              <A href={usersHref(account.id, id)}>{groupsTexts.showUsers}</A>
            </Show>
          </Alert>
        )}
      </Show>
    </ConfirmDialog>
  );
}

function rowButtons(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-actions-of]")];
}

/** Back on the row's button; on that of the next row when the row is gone; on the list when none is left. */
function focusRow(groupId: string, position: number) {
  const all = rowButtons();
  const row = all.find(({ dataset }) => dataset.actionsOf === groupId) ?? all[Math.min(position, all.length - 1)];
  const button = row?.querySelector<HTMLElement>("button:last-of-type");
  (button ?? document.querySelector<HTMLElement>("[data-caption]"))?.focus();
}
