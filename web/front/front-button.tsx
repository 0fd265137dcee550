import { type JSX, Show } from "solid-js";
import buttonStyles from "../ui/button.module.css";
import { Spinner } from "../ui/spinner.tsx";
import styles from "./front.module.css";

// The pages before an account load alone and must be small, so they have the looks of web/ui in parts without
// spread props, which cost 2 kB of Solid.

type FrontButtonProps = {
  type?: "submit";
  tone?: "primary" | "plain" | "quiet" | "danger";
  isBusy?: boolean;
  isDisabled?: boolean;
  isFocused?: boolean;
  /** Only for clicks and keys that a person made. */
  onPress: () => void;
  children: JSX.Element;
};

export function FrontButton(props: FrontButtonProps) {
  return (
    <button
      type={props.type ?? "button"}
      class={`${buttonStyles.button} ${buttonStyles[props.tone ?? "plain"]} ${styles.tall}`}
      disabled={props.isDisabled ?? false}
      autofocus={props.isFocused ?? false}
      aria-busy={props.isBusy ? "true" : undefined}
      aria-disabled={props.isBusy ? "true" : undefined}
      onClick={(event) => {
        if (props.isBusy || !event.isTrusted) event.preventDefault();
        else props.onPress();
      }}
    >
      <Show when={props.isBusy}>
        <Spinner />
      </Show>
      {props.children}
    </button>
  );
}

type ButtonLinkProps = {
  href: string;
  /** Where the visible words do not say enough. */
  label?: string;
  children: JSX.Element;
};

/** A link that is the page's main way on. It always loads: what it leads to may be another of our pages. */
export function ButtonLink(props: ButtonLinkProps) {
  return (
    <a
      class={`${buttonStyles.button} ${buttonStyles.primary} ${styles.tall}`}
      href={props.href}
      aria-label={props.label}
      rel="external"
    >
      {props.children}
    </a>
  );
}
