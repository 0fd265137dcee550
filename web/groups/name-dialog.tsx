import type { GroupRow } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { createIdempotencyKeys } from "../api/client.ts";
import { formErrors, refusedWith } from "../api/refusal.ts";
import { groupsTexts } from "../texts/groups.ts";
import { problemSentences } from "../texts/refusals.ts";
import { createForm } from "../ui/create-form.ts";
import { FormDialog } from "../ui/form-dialog.tsx";
import { TextField } from "../ui/text-field.tsx";
import { toast } from "../ui/toaster.tsx";
import type { GroupList } from "./create-group-list.ts";

export function CreateDialog(props: { list: GroupList; onClose: () => void }) {
  const { api } = useAccount();
  const keyFor = createIdempotencyKeys();
  return (
    <NameDialog
      title={groupsTexts.addTitle}
      description={groupsTexts.addDescription}
      submitLabel={groupsTexts.create}
      name=""
      save={async (name) => {
        const fresh = await api.groups.create.mutate({ name, idempotencyKey: keyFor(name) });
        await props.list.changed();
        toast(groupsTexts.created(fresh.name), "success");
      }}
      onClose={() => props.onClose()}
    />
  );
}

export function RenameDialog(props: { group: GroupRow; list: GroupList; onClose: () => void }) {
  const { api } = useAccount();
  const keyFor = createIdempotencyKeys();

  async function save(name: string) {
    const input = { groupId: props.group.id, name };
    try {
      const fresh = await api.groups.rename.mutate({ ...input, idempotencyKey: keyFor(input) });
      await props.list.changed();
      toast(groupsTexts.renamed(props.group.name, fresh.name), "success");
    } catch (failure) {
      // Somebody has removed it: the dialog says so, over a list that shows it.
      if (refusedWith(failure, "notFound")) void props.list.changed();
      throw failure;
    }
  }

  return (
    <NameDialog
      title={groupsTexts.renameTitle(props.group.name)}
      submitLabel={groupsTexts.save}
      name={props.group.name}
      save={save}
      onClose={() => props.onClose()}
    />
  );
}

function NameDialog(props: {
  title: string;
  description?: string;
  submitLabel: string;
  name: string;
  save: (name: string) => Promise<void>;
  onClose: () => void;
}) {
  const form = createForm({
    initial: { name: props.name },
    check: ({ name }): Record<string, string> => (name.trim() ? {} : { name: problemSentences.required }),
    explain: formErrors,
    submit: async ({ name }) => {
      // Saving what is there already changes nothing, and needs no entry in the audit trail.
      if (name.trim() !== props.name) await props.save(name.trim());
      props.onClose();
    },
  });
  return (
    <FormDialog title={props.title} submitLabel={props.submitLabel} form={form} onClose={() => props.onClose()}>
      <TextField
        label={groupsTexts.name}
        description={props.description}
        autocomplete="off"
        autofocus
        ref={(input) => queueMicrotask(() => input.select())}
        {...form.text("name")}
      />
    </FormDialog>
  );
}
