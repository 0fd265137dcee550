import { createSignal, For, Show } from "solid-js";
import type { Failure } from "../front/failure.ts";
import { failureText } from "../front/failure-text.ts";
import { ButtonLink, FrontButton } from "../front/front-button.tsx";
import { acceptTexts } from "../texts/accept.ts";
import { fullInstant } from "../ui/date-time.ts";
import formStyles from "../ui/form.module.css";
import styles from "./accept.module.css";
import { AcceptCard } from "./accept-card.tsx";
import type { AcceptState, DeadRefusal } from "./accept-state.ts";
import { Support } from "./support.tsx";

type DeadLinkProps = Omit<Extract<AcceptState, { kind: "dead" }>, "kind"> & { onAskAgain: () => Promise<void> };

/** One headline for every ending; only a once-genuine code is told which it was and what to do. */
export function DeadLink(props: DeadLinkProps) {
  return (
    <AcceptCard title={acceptTexts.deadTitle}>
      <For each={explanation(props.refusal, props.mayAsk)}>{(sentence) => <p class={styles.lead}>{sentence}</p>}</For>
      <Show when={props.mayAsk}>
        <AskAgain failure={props.failure} onAskAgain={props.onAskAgain} />
      </Show>
      <Show when={props.refusal.reason === "alreadyAccepted"}>
        <ButtonLink href="/sign-in?to=/accounts">{acceptTexts.signIn}</ButtonLink>
      </Show>
      <Support support={props.support} />
    </AcceptCard>
  );
}

function AskAgain(props: { failure: Failure | null; onAskAgain: () => Promise<void> }) {
  const [isBusy, setBusy] = createSignal(false);
  const ask = async () => {
    setBusy(true);
    await props.onAskAgain();
    setBusy(false);
  };
  return (
    <>
      <Show when={props.failure}>
        {(failure) => (
          <p class={formStyles.errors} role="alert">
            {failureText(failure())}
          </p>
        )}
      </Show>
      <FrontButton tone="primary" isBusy={isBusy()} onPress={() => void ask()}>
        {acceptTexts.askAgain}
      </FrontButton>
      <p class={styles.soft}>{acceptTexts.askAgainNote}</p>
    </>
  );
}

function explanation(refusal: DeadRefusal, mayAsk: boolean): string[] {
  switch (refusal.reason) {
    case "invitationExpired":
      return [acceptTexts.expired(fullInstant(refusal.expiredAt)), ...(mayAsk ? [] : [acceptTexts.askForAnother])];
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
