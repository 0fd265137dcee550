import { type JSX, splitProps } from "solid-js";
import styles from "./field.module.css";
import { FieldFrame, type FieldWords } from "./field-frame.tsx";

type TextFieldProps = FieldWords &
  Omit<JSX.InputHTMLAttributes<HTMLInputElement>, "onInput" | "value"> & {
    value: string;
    onInput: (value: string) => void;
  };

/** A labelled line of text. */
export function TextField(props: TextFieldProps) {
  const [words, own, rest] = splitProps(props, ["label", "description", "error", "isOptional"], ["value", "onInput"]);
  return (
    <FieldFrame
      {...words}
      control={(control) => (
        <input
          type="text"
          {...rest}
          {...control}
          class={styles.input}
          value={own.value}
          onInput={(event) => own.onInput(event.currentTarget.value)}
        />
      )}
    />
  );
}
