import { CopyButton } from "./copy-button.tsx";
import { Alert } from "./form.tsx";
import styles from "./shown-once.module.css";
import { TextField } from "./text-field.tsx";

type Words = { shownOnce: string; label: string; copy: string; copied: string; notCopied: string };

/** A secret that was just made: selected, ready to be copied, and gone with the dialog around it. */
export function ShownOnce(props: { secret: string; words: Words }) {
  return (
    <div class={styles.made}>
      <Alert tone="warning">{props.words.shownOnce}</Alert>
      <div class={styles.secret}>
        <TextField
          label={props.words.label}
          readonly
          autofocus
          ref={(input) => queueMicrotask(() => input.select())}
          value={props.secret}
          onInput={() => undefined}
        />
        <CopyButton
          text={props.secret}
          label={props.words.copy}
          done={props.words.copied}
          failed={props.words.notCopied}
        />
      </div>
    </div>
  );
}
