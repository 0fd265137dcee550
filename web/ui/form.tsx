import circleAlert from "lucide-static/icons/circle-alert.svg?raw";
import { For, type JSX, Show } from "solid-js";
import { uiTexts } from "../texts/ui.ts";
import type { FormState } from "./create-form.ts";
import styles from "./form.module.css";
import { Icon } from "./icon.tsx";

/** A form made with `createForm`: its own checks instead of the browser's, and a summary of what is wrong on top. */
export function Form(props: { form: FormState; id?: string; children: JSX.Element }) {
  return (
    <form
      ref={(element) => props.form.connect(element)}
      id={props.id}
      class={styles.form}
      noValidate
      onSubmit={(event) => props.form.submit(event)}
    >
      <FormErrors form={props.form} />
      {props.children}
    </form>
  );
}

/** Shown for what concerns no single field, and when several fields are wrong at once. */
function FormErrors(props: { form: FormState }) {
  const whole = () => props.form.errors()[""];
  const fields = () => Object.entries(props.form.errors()).filter(([name]) => name !== "");
  return (
    <Show when={whole() || fields().length > 1}>
      <div class={styles.errors} role="alert" tabindex="-1" data-errors>
        <Icon svg={circleAlert} />
        <div>
          <Show when={whole()}>
            <p>{whole()}</p>
          </Show>
          <Show when={fields().length > 1}>
            <p>{uiTexts.errorsTitle(fields().length)}</p>
            <ul class={styles.list}>
              <For each={fields()}>{([, sentence]) => <li>{sentence}</li>}</For>
            </ul>
          </Show>
        </div>
      </div>
    </Show>
  );
}

/** A sentence about something that failed and is no form. */
export function Alert(props: { tone?: "error" | "warning" | "info"; icon?: string; children: JSX.Element }) {
  return (
    <div
      class={`${styles.errors} ${styles[props.tone ?? "error"]}`}
      role={(props.tone ?? "error") === "error" ? "alert" : undefined}
    >
      <Icon svg={props.icon ?? circleAlert} />
      <div>{props.children}</div>
    </div>
  );
}
