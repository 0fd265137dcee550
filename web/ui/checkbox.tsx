import { createUniqueId, For, type JSX, Show } from "solid-js";
import styles from "./field.module.css";
import { FieldError } from "./field-error.tsx";

type CheckboxProps = {
  label: JSX.Element;
  name?: string;
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
  error?: string | undefined;
};

export function Checkbox(props: CheckboxProps) {
  const id = createUniqueId();
  return (
    <div class={styles.field}>
      <label class={styles.check}>
        <input
          type="checkbox"
          name={props.name}
          checked={props.isChecked}
          onChange={(event) => props.onChange(event.currentTarget.checked)}
          aria-invalid={props.error ? "true" : undefined}
          aria-describedby={props.error ? `${id}-error` : undefined}
        />
        <span>{props.label}</span>
      </label>
      <FieldError id={`${id}-error`} error={props.error} />
    </div>
  );
}

type CheckboxGroupProps = {
  label: string;
  name: string;
  options: { value: string; label: JSX.Element }[];
  value: string[];
  onInput: (value: string[]) => void;
  description?: string | undefined;
  error?: string | undefined;
};

/** Any number out of a few. The error belongs to the first box, so that whoever lands there hears it. */
export function CheckboxGroup(props: CheckboxGroupProps) {
  const id = createUniqueId();
  const toggle = (value: string, isChecked: boolean) =>
    props.onInput(isChecked ? [...props.value, value] : props.value.filter((other) => other !== value));
  return (
    <fieldset class={styles.field} aria-describedby={props.description ? `${id}-description` : undefined}>
      <legend class={styles.label}>{props.label}</legend>
      <Show when={props.description}>
        <p class={styles.description} id={`${id}-description`}>
          {props.description}
        </p>
      </Show>
      <FieldError id={`${id}-error`} error={props.error} />
      <For each={props.options}>
        {(option, index) => (
          <label class={styles.check}>
            <input
              type="checkbox"
              name={props.name}
              value={option.value}
              checked={props.value.includes(option.value)}
              onChange={(event) => toggle(option.value, event.currentTarget.checked)}
              aria-invalid={props.error && index() === 0 ? "true" : undefined}
              aria-describedby={props.error && index() === 0 ? `${id}-error` : undefined}
            />
            <span>{option.label}</span>
          </label>
        )}
      </For>
    </fieldset>
  );
}
