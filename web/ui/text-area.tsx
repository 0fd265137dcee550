import { type JSX, splitProps } from "solid-js";
import styles from "./field.module.css";
import { FieldFrame, type FieldWords } from "./field-frame.tsx";

type TextAreaProps = FieldWords &
  Omit<JSX.TextareaHTMLAttributes<HTMLTextAreaElement>, "onInput" | "value"> & {
    value: string;
    onInput: (value: string) => void;
  };

/** A labelled text of several lines. */
export function TextArea(props: TextAreaProps) {
  const [words, own, rest] = splitProps(props, ["label", "description", "error", "isOptional"], ["value", "onInput"]);
  return (
    <FieldFrame
      {...words}
      control={(control) => (
        <textarea
          rows={3}
          {...rest}
          {...control}
          class={`${styles.input} ${styles.area}`}
          value={own.value}
          onInput={(event) => own.onInput(event.currentTarget.value)}
        />
      )}
    />
  );
}
