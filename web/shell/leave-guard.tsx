import { type BeforeLeaveEventArgs, useBeforeLeave } from "@solidjs/router";
import { createEffect, createSignal, onCleanup, Show } from "solid-js";
import { uiTexts } from "../texts/ui.ts";
import { ConfirmDialog } from "../ui/dialog.tsx";
import { withoutAsking } from "./without-asking.ts";

/** Asks before a page is left on which something was typed and not saved: in our own words, or in the browser's. */
export function LeaveGuard(props: { isDirty: boolean }) {
  const [leaving, setLeaving] = createSignal<BeforeLeaveEventArgs | null>(null);

  useBeforeLeave((leave) => {
    if (!props.isDirty || leave.defaultPrevented || leave.options?.state === withoutAsking) return;
    leave.preventDefault();
    setLeaving(() => leave);
  });

  createEffect(() => {
    if (!props.isDirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    onCleanup(() => removeEventListener("beforeunload", ask));
  });

  return (
    <Show when={leaving()}>
      {(leave) => (
        <ConfirmDialog
          title={uiTexts.discardTitle}
          confirmLabel={uiTexts.discard}
          cancelLabel={uiTexts.keepEditing}
          onConfirm={() => {
            const { retry } = leave();
            setLeaving(null);
            retry(true);
          }}
          onClose={() => setLeaving(null)}
        >
          <p>{uiTexts.discardText}</p>
        </ConfirmDialog>
      )}
    </Show>
  );
}
