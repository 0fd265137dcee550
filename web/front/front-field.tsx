import { createUniqueId, type JSX, Show } from "solid-js";
import { uiTexts } from "../texts/ui.ts";
import styles from "../ui/field.module.css";

type FrontFieldProps = {
  /** From a form's `text`. */
  field: { name: string; value: string; onInput: (value: string) => void; error: string | undefined };
  label: string;
  description?: string;
  isOptional?: boolean;
  type?: "email";
  inputMode?: "numeric";
  autocomplete: string;
};

/** A labelled line of text; its error and description are read out with it. */
export function FrontField(props: FrontFieldProps) {
  const id = createUniqueId();
  const describedBy = () =>
    [props.field.error && `${id}-error`, props.description && `${id}-description`].filter(Boolean).join(" ") ||
    undefined;
  return (
    <div class={styles.field}>
      <label class={styles.label} for={id}>
        {props.label}
        <Show when={props.isOptional}>
          <span class={styles.optional}> ({uiTexts.optional})</span>
        </Show>
      </label>
      <input
        id={id}
        class={styles.input}
        type={props.type ?? "text"}
        name={props.field.name}
        inputmode={props.inputMode}
        autocomplete={props.autocomplete}
        dir="auto"
        aria-invalid={props.field.error ? "true" : undefined}
        aria-describedby={describedBy()}
        value={props.field.value}
        onInput={(event) => props.field.onInput(event.currentTarget.value)}
      />
      <FieldError id={`${id}-error`} error={props.field.error} />
      <Show when={props.description}>
        <p class={styles.description} id={`${id}-description`}>
          {props.description}
        </p>
      </Show>
    </div>
  );
}

type FrontCheckboxProps = {
  /** From a form's `check`. */
  field: { name: string; isChecked: boolean; onChange: (isChecked: boolean) => void; error: string | undefined };
  label: JSX.Element;
};

export function FrontCheckbox(props: FrontCheckboxProps) {
  const id = createUniqueId();
  return (
    <div class={styles.field}>
      <label class={styles.check}>
        <input
          type="checkbox"
          name={props.field.name}
          aria-invalid={props.field.error ? "true" : undefined}
          aria-describedby={props.field.error ? `${id}-error` : undefined}
          checked={props.field.isChecked}
          onChange={(event) => props.field.onChange(event.currentTarget.checked)}
        />
        <span>{props.label}</span>
      </label>
      <FieldError id={`${id}-error`} error={props.field.error} />
    </div>
  );
}

function FieldError(props: { id: string; error: string | undefined }) {
  return (
    <Show when={props.error}>
      <p class={styles.error} id={props.id}>
        {props.error}
      </p>
    </Show>
  );
}
