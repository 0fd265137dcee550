import { onMount } from "solid-js";
import type { InvitationLink } from "../../shared/outputs.ts";
import { usersTexts } from "../texts/users.ts";
import { Button } from "../ui/button.tsx";
import { dateAndTime } from "../ui/date-time.ts";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/text-field.tsx";

/** For browsers that keep the clipboard to themselves: the link, selected. */
export function LinkDialog(props: { link: InvitationLink; onClose: () => void }) {
  let field: HTMLInputElement | undefined;
  onMount(() => queueMicrotask(() => field?.select()));
  return (
    <Dialog
      title={usersTexts.linkTitle}
      onClose={() => props.onClose()}
      footer={<Button onClick={() => props.onClose()}>{usersTexts.done}</Button>}
    >
      <TextField
        ref={(element: HTMLInputElement) => {
          field = element;
        }}
        label={usersTexts.linkField}
        description={usersTexts.linkShown(dateAndTime(props.link.expiresAt))}
        value={props.link.url}
        onInput={() => undefined}
        readOnly
        autofocus
        onFocus={(event) => event.currentTarget.select()}
      />
    </Dialog>
  );
}
