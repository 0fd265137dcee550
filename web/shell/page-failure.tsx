import { Show } from "solid-js";
import type { Query } from "../api/create-query.ts";
import { failureOf, failureSentence, refusedWith } from "../api/refusal.ts";
import { shellTexts } from "../texts/shell.ts";
import { uiTexts } from "../texts/ui.ts";
import { Button } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { Alert } from "../ui/form.tsx";
import styles from "./page-failure.module.css";

/** What failed and a button to try again, where the content would have been. Silent on the way to the sign-in page. */
export function PageFailure(props: { error: unknown; retry: () => void }) {
  const requestId = () => {
    const failure = failureOf(props.error);
    return failure.kind === "internal" ? failure.requestId : null;
  };
  return (
    <Show when={!refusedWith(props.error, "signInRequired")}>
      <Alert>
        <p>{failureSentence(props.error)}</p>
        <div class={styles.ways}>
          <Button onClick={() => props.retry()}>{uiTexts.retry}</Button>
          <Show when={requestId()}>
            {(id) => (
              <CopyButton
                text={id()}
                label={shellTexts.copyRequestId}
                done={shellTexts.requestIdCopied}
                failed={shellTexts.notCopied}
              />
            )}
          </Show>
        </div>
      </Alert>
    </Show>
  );
}

/** While the first rows are on their way that is said; when they do not come, why. */
export function QueryState(props: {
  query: Pick<Query<unknown>, "isPending" | "isError" | "error" | "refetch">;
  loading: string;
}) {
  return (
    <>
      <Show when={props.query.isError}>
        <PageFailure error={props.query.error} retry={() => void props.query.refetch()} />
      </Show>
      <Show when={props.query.isPending}>
        <p class="unseen" role="status">
          {props.loading}
        </p>
      </Show>
    </>
  );
}
