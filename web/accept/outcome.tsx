import { Show } from "solid-js";
import type { Accepted, AskedAgain, Declined } from "../../shared/outputs.ts";
import { ButtonLink } from "../front/front-button.tsx";
import { acceptTexts } from "../texts/accept.ts";
import { fullInstant } from "../ui/date-time.ts";
import styles from "./accept.module.css";
import { AcceptCard } from "./accept-card.tsx";
import { Support } from "./support.tsx";

/** Goes on only when told to: leaving by itself would cut a screen reader short. */
export function AcceptedCard(props: { accepted: Accepted }) {
  return (
    <AcceptCard title={acceptTexts.acceptedTitle}>
      <Show
        when={props.accepted.isSignedIn}
        fallback={
          <>
            <p class={styles.lead}>{acceptTexts.acceptedSignIn(props.accepted.accountName)}</p>
            <ButtonLink href="/sign-in?to=/accounts">{acceptTexts.signIn}</ButtonLink>
          </>
        }
      >
        <p class={styles.lead}>{acceptTexts.accepted(props.accepted.accountName)}</p>
        <Show
          when={props.accepted.homeUrl}
          fallback={<ButtonLink href="/accounts">{acceptTexts.goAccounts}</ButtonLink>}
        >
          {(homeUrl) => <ButtonLink href={homeUrl()}>{acceptTexts.goHome(props.accepted.accountName)}</ButtonLink>}
        </Show>
      </Show>
    </AcceptCard>
  );
}

export function DeclinedCard(props: { declined: Declined }) {
  return (
    <AcceptCard title={acceptTexts.declinedTitle}>
      <p class={styles.lead}>{acceptTexts.declinedFrom(props.declined.accountName)}</p>
      <p class={styles.lead}>{acceptTexts.regret}</p>
    </AcceptCard>
  );
}

export function AskedAgainCard(props: { asked: AskedAgain }) {
  return (
    <AcceptCard title={acceptTexts.askedTitle}>
      <p class={styles.lead}>{acceptTexts.asked(props.asked.accountName)}</p>
      <p class={styles.lead}>{acceptTexts.askedNext}</p>
    </AcceptCard>
  );
}

/** Once a day is enough: whoever manages the invitations sees it until they have sent a new one. */
export function AskedBeforeCard(props: { retryAfterMs: number; support: string | null }) {
  return (
    <AcceptCard title={acceptTexts.askedBeforeTitle}>
      <p class={styles.lead}>{acceptTexts.askedNext}</p>
      <p class={styles.lead}>{acceptTexts.askedBefore(fullInstant(Date.now() + props.retryAfterMs))}</p>
      <Support support={props.support} />
    </AcceptCard>
  );
}
