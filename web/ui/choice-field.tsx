import { For } from "solid-js";
import styles from "./field.module.css";
import { FieldFrame, type FieldWords } from "./field-frame.tsx";

type ChoiceFieldProps = FieldWords & {
  name: string;
  value: string;
  onInput: (value: string) => void;
  options: { value: string; label: string }[];
};

/** One out of a list, as a field of a form. */
export function ChoiceField(props: ChoiceFieldProps) {
  return (
    <FieldFrame
      {...props}
      control={(control) => (
        <select
          {...control}
          name={props.name}
          class={styles.input}
          onChange={(event) => props.onInput(event.currentTarget.value)}
        >
          <For each={props.options}>
            {(option) => (
              <option value={option.value} selected={option.value === props.value}>
                {option.label}
              </option>
            )}
          </For>
        </select>
      )}
    />
  );
}
