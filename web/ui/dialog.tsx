import x from "lucide-static/icons/x.svg?raw";
import { children, createSignal, createUniqueId, type JSX, onCleanup, onMount, Show } from "solid-js";
import { uiTexts } from "../texts/ui.ts";
import { Button, IconButton } from "./button.tsx";
import styles from "./dialog.module.css";

type DialogProps = {
  title: string;
  onClose: () => void;
  /** Something was typed: leaving by Esc, backdrop or the cross asks first. */
  isDirty?: boolean;
  isWide?: boolean;
  isAlert?: boolean;
  /** Where focus goes afterwards; without it, to what had it before. */
  returnFocus?: (() => void) | undefined;
  footer?: JSX.Element;
  children: JSX.Element;
};

/** A modal dialog, open as long as it is rendered. `autofocus` on a part of it takes the focus. */
export function Dialog(props: DialogProps) {
  const id = createUniqueId();
  const [isAsking, setAsking] = createSignal(false);
  let dialog: HTMLDialogElement | undefined;
  let pressedOutside = false;
  // Read once: asking a property for its elements makes them anew.
  const footer = children(() => props.footer);

  onMount(() => dialog?.showModal());
  onCleanup(() => {
    const returnFocus = props.returnFocus;
    dialog?.close();
    if (returnFocus) queueMicrotask(returnFocus);
  });

  const leave = () => {
    if (props.isDirty) setAsking(true);
    else props.onClose();
  };
  const isOutside = (event: MouseEvent) => event.target === dialog;

  return (
    <dialog
      ref={dialog}
      class={styles.dialog}
      classList={{ [styles.wide ?? ""]: props.isWide ?? false }}
      role={props.isAlert ? "alertdialog" : undefined}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        if (event.target === dialog) leave();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        // Before the browser sees it: its second Escape in a row would close without asking.
        event.preventDefault();
        event.stopPropagation();
        leave();
      }}
      // Only a press that began outside closes: selecting text may end there.
      onPointerDown={(event) => {
        pressedOutside = isOutside(event);
      }}
      onClick={(event) => {
        if (pressedOutside && isOutside(event)) leave();
      }}
    >
      <div class={styles.panel}>
        <header class={styles.header}>
          <h2 id={id}>{props.title}</h2>
          <IconButton label={uiTexts.close} icon={x} onClick={leave} />
        </header>
        <div class={styles.body}>{props.children}</div>
        <Show when={footer()}>
          <footer class={styles.footer}>{footer()}</footer>
        </Show>
      </div>
      <Show when={isAsking()}>
        <ConfirmDialog
          title={uiTexts.discardTitle}
          confirmLabel={uiTexts.discard}
          cancelLabel={uiTexts.keepEditing}
          onConfirm={() => props.onClose()}
          onClose={() => setAsking(false)}
        >
          <p>{uiTexts.discardText}</p>
        </ConfirmDialog>
      </Show>
    </dialog>
  );
}

type ConfirmDialogProps = {
  title: string;
  confirmLabel: string;
  cancelLabel?: string;
  isBusy?: boolean;
  tone?: "danger" | "primary";
  onConfirm: () => void;
  onClose: () => void;
  returnFocus?: (() => void) | undefined;
  children: JSX.Element;
};

/** Asks before something that cannot be undone; the way out has the focus. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Dialog
      title={props.title}
      onClose={() => props.onClose()}
      isAlert
      returnFocus={props.returnFocus}
      footer={
        <>
          <Button autofocus onClick={() => props.onClose()}>
            {props.cancelLabel ?? uiTexts.cancel}
          </Button>
          <Button tone={props.tone ?? "danger"} isBusy={props.isBusy ?? false} onClick={() => props.onConfirm()}>
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  );
}
