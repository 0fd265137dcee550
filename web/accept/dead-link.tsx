import { For, Show } from "solid-js";
import { ButtonLink } from "../front/front-button.tsx";
import { acceptTexts } from "../texts/accept.ts";
import { fullInstant } from "../ui/date-time.ts";
import styles from "./accept.module.css";
import { AcceptCard } from "./accept-card.tsx";
import type { DeadRefusal } from "./accept-state.ts";
import { Support } from "./support.tsx";

/** One headline for every ending; only a once-genuine code is told which it was and what to do. */
export function DeadLink(props: { refusal: DeadRefusal; support: string | null }) {
  return (
    <AcceptCard title={acceptTexts.deadTitle}>
      <For each={explanation(props.refusal)}>{(sentence) => <p class={styles.lead}>{sentence}</p>}</For>
      <Show when={props.refusal.reason === "alreadyAccepted"}>
        <ButtonLink href="/sign-in?to=/accounts">{acceptTexts.signIn}</ButtonLink>
      </Show>
      <Support support={props.support} />
    </AcceptCard>
  );
}

function explanation(refusal: DeadRefusal): string[] {
  switch (refusal.reason) {
    case "invitationExpired":
      return [acceptTexts.expired(fullInstant(refusal.expiredAt)), acceptTexts.askForAnother];
    case "invitationReplaced":
      return [acceptTexts.replaced, acceptTexts.useNewest];
    case "invitationWithdrawn":
      return [acceptTexts.withdrawn, acceptTexts.mistaken];
    case "invitationDeclined":
      return [acceptTexts.declined, acceptTexts.regret];
    case "alreadyAccepted":
      return [acceptTexts.alreadyAccepted, acceptTexts.signInIfYou];
    case "linkInvalid":
      return [acceptTexts.checkWithSender];
  }
}
