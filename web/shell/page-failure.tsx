import { Show } from "solid-js";
import { failureSentence, refusedWith } from "../api/refusal.ts";
import { uiTexts } from "../texts/ui.ts";
import { Button } from "../ui/button.tsx";
import { Alert } from "../ui/form.tsx";

/** What failed and a button to try again, where the content would have been. Silent on the way to the sign-in page. */
export function PageFailure(props: { error: unknown; retry: () => void }) {
  return (
    <Show when={!refusedWith(props.error, "signInRequired")}>
      <Alert>
        <p>{failureSentence(props.error)}</p>
        <Button onClick={() => props.retry()}>{uiTexts.retry}</Button>
      </Alert>
    </Show>
  );
}
