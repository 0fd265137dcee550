import { createUniqueId, type JSX, Show, splitProps } from "solid-js";
import { uiTexts } from "../texts/ui.ts";
import styles from "./field.module.css";
import { FieldError } from "./field-error.tsx";

type TextAreaProps = Omit<JSX.TextareaHTMLAttributes<HTMLTextAreaElement>, "onInput" | "value"> & {
  label: string;
  value: string;
  onInput: (value: string) => void;
  description?: string | undefined;
  error?: string | undefined;
  isOptional?: boolean;
};

/** A labelled text of several lines; description and error are read out with it. */
export function TextArea(props: TextAreaProps) {
  const [own, rest] = splitProps(props, ["label", "value", "onInput", "description", "error", "isOptional"]);
  const id = createUniqueId();
  const describedBy = () =>
    [own.error && `${id}-error`, own.description && `${id}-description`].filter(Boolean).join(" ") || undefined;
  return (
    <div class={styles.field}>
      <label class={styles.label} for={id}>
        {own.label}
        <Show when={own.isOptional}>
          <span class={styles.optional}> ({uiTexts.optional})</span>
        </Show>
      </label>
      <textarea
        rows={3}
        {...rest}
        id={id}
        class={`${styles.input} ${styles.area}`}
        value={own.value}
        onInput={(event) => own.onInput(event.currentTarget.value)}
        aria-invalid={own.error ? "true" : undefined}
        aria-describedby={describedBy()}
      />
      <FieldError id={`${id}-error`} error={own.error} />
      <Show when={own.description}>
        <p class={styles.description} id={`${id}-description`}>
          {own.description}
        </p>
      </Show>
    </div>
  );
}
