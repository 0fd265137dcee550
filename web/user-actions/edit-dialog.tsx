import { createSignal, Show } from "solid-js";
import type { UserRow } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { createIdempotencyKeys } from "../api/client.ts";
import { formErrors, refusedWith } from "../api/refusal.ts";
import { correctAddressTexts } from "../texts/correct-address.ts";
import { refusalSentence } from "../texts/refusals.ts";
import { usersTexts } from "../texts/users.ts";
import { Button } from "../ui/button.tsx";
import { createForm } from "../ui/create-form.ts";
import { FormDialog } from "../ui/form-dialog.tsx";
import { toast } from "../ui/toaster.tsx";
import type { UserCommands } from "./create-user-commands.ts";
import styles from "./edit-dialog.module.css";
import { GroupChoice } from "./group-choice.tsx";
import { personName } from "./person-name.ts";
import { WithdrawnInvitations } from "./withdrawn-invitations.tsx";

/** The groups of one user, and the way to another address for one who has not joined. */
export function EditDialog(props: {
  row: UserRow;
  commands: UserCommands;
  onCorrectAddress: () => void;
  onClose: () => void;
  returnFocus: () => void;
}) {
  const account = useAccount();
  const keyFor = createIdempotencyKeys();
  const [row, setRow] = createSignal(props.row);

  const form = createForm({
    initial: { groupIds: groupIdsOf(props.row) },
    check: ({ groupIds }) => (groupIds.length === 0 ? { groupIds: refusalSentence({ reason: "groupRequired" }) } : {}),
    explain: formErrors,
    submit: async ({ groupIds }) => {
      const input = { userId: row().id, groupIds, ifRevision: row().revision };
      try {
        props.commands.changed(await account.api.users.edit.mutate({ ...input, idempotencyKey: keyFor(input) }));
      } catch (failure) {
        takeOver(failure);
        throw failure;
      }
      toast(usersTexts.saved(personName(row())), "success");
      props.onClose();
    },
  });

  /** Somebody else was faster: their groups are shown, and saving again is about these. */
  function takeOver(failure: unknown) {
    const fresh = refusedWith(failure, "conflict")?.row;
    if (!fresh) return;
    props.commands.changed(fresh);
    setRow(fresh);
    form.set("groupIds", groupIdsOf(fresh));
  }

  const losesAdministrators = () =>
    row().groups.some(({ id, isAdministrators }) => isAdministrators && !form.values().groupIds.includes(id));

  return (
    <FormDialog
      title={usersTexts.editTitle(personName(props.row))}
      submitLabel={usersTexts.saveGroups}
      form={form}
      onClose={() => props.onClose()}
      returnFocus={props.returnFocus}
    >
      <Show when={row().actions.correctAddress === null}>
        <div class={styles.address}>
          <span>{row().email}</span>
          <Button onClick={() => props.onCorrectAddress()}>{correctAddressTexts.open}</Button>
        </div>
      </Show>
      <GroupChoice label={usersTexts.groups} description={usersTexts.groupsDescription} {...form.list("groupIds")} />
      <Show when={losesAdministrators()}>
        <p>{usersTexts.noLongerAdministrator(personName(row()))}</p>
        <WithdrawnInvitations row={row()} />
      </Show>
    </FormDialog>
  );
}

function groupIdsOf(row: UserRow): string[] {
  return row.groups.map(({ id }) => id);
}
