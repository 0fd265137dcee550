import { For, type JSX, Show } from "solid-js";
import type { FormState } from "../ui/create-form.ts";
import formStyles from "../ui/form.module.css";
import styles from "./front.module.css";
import { FrontButton } from "./front-button.tsx";

type FrontFormProps = { form: FormState; submitLabel: string; children: JSX.Element; actions?: JSX.Element };

/**
 * A form sent only by a press of its button, or Enter, that a person made. Scanners run scripts that click and submit
 * what they find; the browser marks such clicks, but not the submit that follows from them.
 */
export function FrontForm(props: FrontFormProps) {
  let isPressed = false;
  const submit = (event: SubmitEvent) => {
    if (isPressed) props.form.submit(event);
    else event.preventDefault();
    isPressed = false;
  };
  return (
    <form class={formStyles.form} noValidate ref={(element) => props.form.connect(element)} onSubmit={submit}>
      <ErrorSummary form={props.form} />
      {props.children}
      <div class={styles.actions}>
        <FrontButton
          type="submit"
          tone="primary"
          isBusy={props.form.isBusy()}
          onPress={() => {
            isPressed = true;
          }}
        >
          {props.submitLabel}
        </FrontButton>
        {props.actions}
      </div>
    </form>
  );
}

/** For what concerns no single field, and when several fields are wrong at once. */
function ErrorSummary(props: { form: FormState }) {
  const sentences = () => Object.values(props.form.errors());
  return (
    <Show when={props.form.errors()[""] || sentences().length > 1}>
      <div class={`${formStyles.errors} ${styles.summary}`} role="alert" tabindex="-1" data-errors>
        <ul>
          <For each={sentences()}>{(sentence) => <li>{sentence}</li>}</For>
        </ul>
      </div>
    </Show>
  );
}
