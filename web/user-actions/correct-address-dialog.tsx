import * as v from "valibot";
import { address } from "../../shared/fields.ts";
import type { UserRow } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { createIdempotencyKeys } from "../api/client.ts";
import { failureSentence, formErrors, refusedWith } from "../api/refusal.ts";
import { correctAddressTexts as texts } from "../texts/correct-address.ts";
import { createForm } from "../ui/create-form.ts";
import { FormDialog } from "../ui/form-dialog.tsx";
import { TextField } from "../ui/text-field.tsx";
import { checkInput } from "./add/check-input.ts";
import type { UserCommands } from "./create-user-commands.ts";
import { personName } from "./person-name.ts";

const input = v.object({ email: address });

/** Another address for somebody who has not joined: same place, new invitation, the old link dead. */
export function CorrectAddressDialog(props: {
  row: UserRow;
  commands: UserCommands;
  onClose: () => void;
  returnFocus: () => void;
}) {
  const { api } = useAccount();
  const keyFor = createIdempotencyKeys();
  let row = props.row;

  const form = createForm({
    initial: { email: props.row.email },
    check: (values) => {
      const found = checkInput(input, values);
      if (Object.keys(found).length > 0) return found;
      const isSame = v.parse(address, values.email) === row.email;
      return isSame ? { email: texts.same } : {};
    },
    submit: async ({ email }) => {
      const correction = { userId: row.id, email, ifRevision: row.revision };
      try {
        const fresh = await api.users.correctAddress.mutate({ ...correction, idempotencyKey: keyFor(correction) });
        props.commands.queued(fresh, texts.queued(fresh.email));
        props.onClose();
      } catch (failure) {
        const now = refusedWith(failure, "conflict")?.row;
        if (now) {
          row = now;
          props.commands.changed(now);
        }
        throw failure;
      }
    },
    explain: (error) =>
      refusedWith(error, "alreadyUser") || refusedWith(error, "alreadyInvited")
        ? { email: failureSentence(error) }
        : formErrors(error),
  });

  return (
    <FormDialog
      title={texts.title(personName(props.row))}
      submitLabel={texts.confirm}
      form={form}
      onClose={() => props.onClose()}
      returnFocus={props.returnFocus}
    >
      <p>{texts.effect}</p>
      <TextField
        type="email"
        inputmode="email"
        autocomplete="off"
        autofocus
        label={texts.email}
        description={texts.before(props.row.email)}
        {...form.text("email")}
      />
    </FormDialog>
  );
}
