import { createSignal, createUniqueId, onMount } from "solid-js";
import { FrontButton } from "../front/front-button.tsx";
import { acceptTexts } from "../texts/accept.ts";
import styles from "./accept.module.css";

type DeclineDialogProps = { accountName: string; onDecline: () => Promise<void>; onClose: () => void };

/** Open as long as it is rendered; keeping the invitation has the focus. */
export function DeclineDialog(props: DeclineDialogProps) {
  let dialog: HTMLDialogElement | undefined;
  const id = createUniqueId();
  const [isBusy, setBusy] = createSignal(false);
  onMount(() => dialog?.showModal());
  const decline = async () => {
    setBusy(true);
    await props.onDecline();
    dialog?.close();
  };
  return (
    <dialog
      ref={dialog}
      class={styles.dialog}
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-effect`}
      on:close={() => props.onClose()}
    >
      <h2 id={`${id}-title`}>{acceptTexts.declineTitle}</h2>
      <p id={`${id}-effect`}>{acceptTexts.declineEffect(props.accountName)}</p>
      <FrontButton isFocused onPress={() => dialog?.close()}>
        {acceptTexts.keep}
      </FrontButton>
      <FrontButton tone="danger" isBusy={isBusy()} onPress={() => void decline()}>
        {acceptTexts.declineConfirm}
      </FrontButton>
    </dialog>
  );
}
