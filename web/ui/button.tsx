import { type JSX, Show, splitProps } from "solid-js";
import styles from "./button.module.css";
import { Icon } from "./icon.tsx";
import { Spinner } from "./spinner.tsx";

export type ButtonTone = "primary" | "plain" | "quiet" | "danger";

type ButtonProps = Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, "onClick"> & {
  tone?: ButtonTone;
  /** Stays focusable and says so, but does nothing. */
  isBusy?: boolean;
  /** SVG text. */
  icon?: string;
  onClick?: (event: MouseEvent & { currentTarget: HTMLButtonElement }) => void;
};

export function Button(props: ButtonProps) {
  const [own, rest] = splitProps(props, [
    "tone",
    "isBusy",
    "icon",
    "onClick",
    "class",
    "children",
    "type",
    "aria-disabled",
  ]);
  return (
    <button
      {...rest}
      type={own.type ?? "button"}
      class={`${styles.button} ${styles[own.tone ?? "plain"]} ${own.class ?? ""}`}
      aria-busy={own.isBusy ? "true" : undefined}
      aria-disabled={own.isBusy ? "true" : own["aria-disabled"]}
      onClick={(event) => {
        if (own.isBusy || own["aria-disabled"]) event.preventDefault();
        else own.onClick?.(event);
      }}
    >
      <Show when={own.isBusy} fallback={<Show when={own.icon}>{(svg) => <Icon svg={svg()} />}</Show>}>
        <Spinner />
      </Show>
      {own.children}
    </button>
  );
}

/** A button that shows an icon only; `label` is its name. */
export function IconButton(props: ButtonProps & { label: string; icon: string }) {
  const [own, rest] = splitProps(props, ["label", "class"]);
  return (
    <Button
      tone="quiet"
      {...rest}
      class={`${styles.square} ${own.class ?? ""}`}
      aria-label={own.label}
      title={own.label}
    />
  );
}
