import { createSignal } from "solid-js";
import { FrontButton } from "../front/front-button.tsx";
import { acceptTexts } from "../texts/accept.ts";
import styles from "./accept.module.css";
import { AcceptCard } from "./accept-card.tsx";

type OtherAddressProps = { invitedAddress: string; signedInAs: string; onSwitch: () => Promise<void> };

/** Somebody else is signed in here. The server has masked the address that is not theirs. */
export function OtherAddress(props: OtherAddressProps) {
  const [isBusy, setBusy] = createSignal(false);
  const change = async () => {
    setBusy(true);
    await props.onSwitch();
    setBusy(false);
  };
  return (
    <AcceptCard title={acceptTexts.otherTitle}>
      <dl class={styles.facts}>
        <dt>{acceptTexts.otherInvited}</dt>
        <dd>{props.invitedAddress}</dd>
        <dt>{acceptTexts.otherSignedIn}</dt>
        <dd>{props.signedInAs}</dd>
      </dl>
      <p>{acceptTexts.otherExplanation}</p>
      <FrontButton tone="primary" isBusy={isBusy()} onPress={() => void change()}>
        {acceptTexts.switchAddress}
      </FrontButton>
      <p class={styles.lead}>
        <a href="/accounts">{acceptTexts.otherAccounts}</a>
      </p>
    </AcceptCard>
  );
}
