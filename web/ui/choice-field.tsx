import { createUniqueId, For, Show } from "solid-js";
import styles from "./field.module.css";
import { FieldError } from "./field-error.tsx";

type ChoiceFieldProps = {
  label: string;
  name: string;
  value: string;
  onInput: (value: string) => void;
  options: { value: string; label: string }[];
  description?: string | undefined;
  error?: string | undefined;
};

/** One out of a list, as a field of a form; description and error are read out with it. */
export function ChoiceField(props: ChoiceFieldProps) {
  const id = createUniqueId();
  const describedBy = () =>
    [props.error && `${id}-error`, props.description && `${id}-description`].filter(Boolean).join(" ") || undefined;
  return (
    <div class={styles.field}>
      <label class={styles.label} for={id}>
        {props.label}
      </label>
      <select
        id={id}
        name={props.name}
        class={styles.input}
        onChange={(event) => props.onInput(event.currentTarget.value)}
        aria-invalid={props.error ? "true" : undefined}
        aria-describedby={describedBy()}
      >
        <For each={props.options}>
          {(option) => (
            <option value={option.value} selected={option.value === props.value}>
              {option.label}
            </option>
          )}
        </For>
      </select>
      <FieldError id={`${id}-error`} error={props.error} />
      <Show when={props.description}>
        <p class={styles.description} id={`${id}-description`}>
          {props.description}
        </p>
      </Show>
    </div>
  );
}
