import { createSignal, Show } from "solid-js";
import type { UserRow } from "../../shared/outputs.ts";
import { isPending } from "../../shared/status.ts";
import { useAccount } from "../api/account-context.ts";
import type { Api } from "../api/client.ts";
import { createIdempotencyKeys } from "../api/client.ts";
import { failureSentence, refusedWith } from "../api/refusal.ts";
import { refusalSentence } from "../texts/refusals.ts";
import { usersTexts } from "../texts/users.ts";
import { ConfirmDialog } from "../ui/dialog.tsx";
import { Alert } from "../ui/form.tsx";
import { toast } from "../ui/toaster.tsx";
import type { UserCommands } from "./create-user-commands.ts";
import { personName } from "./person-name.ts";
import { presentState } from "./present-state.ts";
import type { ConfirmedCommand } from "./user-dialogs.tsx";
import type { UserStore } from "./user-store.ts";
import { WithdrawnInvitations } from "./withdrawn-invitations.tsx";

type Words = {
  title: (name: string) => string;
  effect: (row: UserRow) => string;
  confirm: string;
  done: (name: string) => string;
};

const words = {
  remove: { title: usersTexts.removeTitle, effect: removeEffect, confirm: usersTexts.remove, done: usersTexts.removed },
  block: {
    title: usersTexts.blockTitle,
    effect: ({ email }) => usersTexts.blockText(email),
    confirm: usersTexts.block,
    done: usersTexts.blocked,
  },
  unblock: {
    title: usersTexts.unblockTitle,
    effect: ({ email }) => usersTexts.unblockText(email),
    confirm: usersTexts.unblock,
    done: usersTexts.unblocked,
  },
  delete: {
    title: usersTexts.deleteTitle,
    effect: ({ email }) => usersTexts.deleteText(email),
    confirm: usersTexts.delete,
    done: () => usersTexts.deleted,
  },
} as const satisfies Record<ConfirmedCommand, Words>;

function removeEffect({ status, email }: UserRow): string {
  if (status === "invited") return usersTexts.removePending(email);
  return isPending(status) ? usersTexts.removeEnded(email) : usersTexts.removeJoined(email);
}

/** Names the person and the effect, then does it. When somebody else was faster, shows what is true now. */
export function CommandDialog(props: {
  kind: ConfirmedCommand;
  row: UserRow;
  store: UserStore;
  commands: UserCommands;
  onClose: () => void;
  returnFocus: () => void;
}) {
  const { api } = useAccount();
  const keyFor = createIdempotencyKeys();
  const [row, setRow] = createSignal(props.row);
  const [isBusy, setBusy] = createSignal(false);
  const [error, setError] = createSignal("");
  const text = (): Words => words[props.kind];

  async function confirm() {
    setBusy(true);
    setError("");
    try {
      const one = { userId: row().id, idempotencyKey: keyFor([props.kind, row().id, row().revision]) };
      const fresh = await run(api, props.kind, one, row().revision);
      if (fresh) props.commands.changed(fresh);
      else void props.store.refresh();
      toast(text().done(personName(row())), "success");
      props.onClose();
    } catch (failure) {
      learn(failure);
    } finally {
      setBusy(false);
    }
  }

  function learn(failure: unknown) {
    const fresh = refusedWith(failure, "conflict")?.row;
    if (!fresh) {
      setError(failureSentence(failure));
      return;
    }
    props.commands.changed(fresh);
    const now = presentState(fresh, row());
    setRow(fresh);
    const refusal = fresh.actions[props.kind];
    setError(refusal ? `${now} ${refusalSentence(refusal)}` : now);
  }

  return (
    <ConfirmDialog
      title={text().title(personName(row()))}
      confirmLabel={text().confirm}
      tone={props.kind === "unblock" ? "primary" : "danger"}
      isBusy={isBusy()}
      onConfirm={() => void confirm()}
      onClose={() => props.onClose()}
      returnFocus={props.returnFocus}
    >
      <p>{text().effect(row())}</p>
      <Show when={props.kind === "remove" || props.kind === "block"}>
        <WithdrawnInvitations row={row()} />
      </Show>
      <Show when={error()}>
        <Alert>{error()}</Alert>
      </Show>
    </ConfirmDialog>
  );
}

/** The fresh row, or null when the user is gone. `remove` and `block` act on the row that was shown, or not at all. */
async function run(
  api: Api,
  kind: ConfirmedCommand,
  one: { userId: string; idempotencyKey: string },
  ifRevision: number,
): Promise<UserRow | null> {
  switch (kind) {
    case "remove":
      return api.users.remove.mutate({ ...one, ifRevision });
    case "block":
      return api.users.block.mutate({ ...one, ifRevision });
    case "unblock":
      return api.users.unblock.mutate(one);
    case "delete":
      await api.users.delete.mutate(one);
      return null;
  }
}
