import { createUniqueId, type JSX, Show } from "solid-js";
import { uiTexts } from "../texts/ui.ts";
import styles from "./field.module.css";
import { FieldError } from "./field-error.tsx";

/** What every field says besides its value. */
export type FieldWords = {
  label: string;
  description?: string | undefined;
  error?: string | undefined;
  isOptional?: boolean;
};

/** For the control itself: ties label, description and error to it. */
export type ControlProps = {
  id: string;
  readonly "aria-invalid": "true" | undefined;
  readonly "aria-describedby": string | undefined;
};

/** Label, control, error and description; both of these are read out with the control. */
export function FieldFrame(props: FieldWords & { control: (props: ControlProps) => JSX.Element }) {
  const id = createUniqueId();
  const control: ControlProps = {
    id,
    get "aria-invalid"() {
      return props.error ? "true" : undefined;
    },
    get "aria-describedby"() {
      return (
        [props.error && `${id}-error`, props.description && `${id}-description`].filter(Boolean).join(" ") || undefined
      );
    },
  };
  return (
    <div class={styles.field}>
      <label class={styles.label} for={id}>
        {props.label}
        <Show when={props.isOptional}>
          <span class={styles.optional}> ({uiTexts.optional})</span>
        </Show>
      </label>
      {props.control(control)}
      <FieldError id={`${id}-error`} error={props.error} />
      <Show when={props.description}>
        <p class={styles.description} id={`${id}-description`}>
          {props.description}
        </p>
      </Show>
    </div>
  );
}
