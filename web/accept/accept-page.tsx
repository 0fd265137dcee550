import { createSignal, Match, Switch } from "solid-js";
import { CodeForm } from "../front/code-form.tsx";
import { failureText } from "../front/failure-text.ts";
import { FrontButton } from "../front/front-button.tsx";
import { sendCode, signOut } from "../front/one-time-code.ts";
import { acceptTexts } from "../texts/accept.ts";
import styles from "./accept.module.css";
import { AcceptCard } from "./accept-card.tsx";
import { type AcceptEvent, type AcceptState, nextState } from "./accept-state.ts";
import { call } from "./client.ts";
import { DeadLink } from "./dead-link.tsx";
import { openedCode, openedPreview, takeCode } from "./early.ts";
import { type Joiner, JoinForm } from "./join-form.tsx";
import { OtherAddress } from "./other-address.tsx";
import { AcceptedCard, AskedAgainCard, AskedBeforeCard, DeclinedCard } from "./outcome.tsx";

/** From link to ending. Opening it only reads; all the rest waits for a trusted click or key. */
export function AcceptPage() {
  const [state, setState] = createSignal<AcceptState>({ kind: "reading" });
  const [typed, setTyped] = createSignal<Joiner | null>(null);
  let code = openedCode;
  const happen = (event: AcceptEvent) => setState(nextState(state(), event));
  const when = <Kind extends AcceptState["kind"]>(kind: Kind) => {
    const now = state();
    return isKind(now, kind) ? now : undefined;
  };

  const open = async (asked = call("preview", { code })) => {
    const opened = code;
    happen({ kind: "opened" });
    const answer = await asked;
    // Another link has been opened meanwhile.
    if (opened !== code) return;
    if (answer.kind === "done") happen({ kind: "previewed", preview: answer.value });
    else happen(answer);
  };

  const accept = async (joiner: Joiner) => {
    setTyped(joiner);
    const answer = await call("accept", { code, ...joiner, termsAccepted: true });
    if (answer.kind === "done") happen({ kind: "accepted", accepted: answer.value });
    else if (answer.kind === "refused" && answer.refusal.reason === "signInRequired") await prove();
    else happen(answer);
  };

  const prove = async () => {
    const invited = when("offered")?.preview.email;
    const answer = invited === undefined ? null : await sendCode(invited);
    // Who has asked too often has a code already.
    happen(answer?.kind === "failed" ? answer : { kind: "codeSent" });
  };

  const acceptAsTyped = async () => {
    const joiner = typed();
    if (joiner) await accept(joiner);
  };

  const decline = async () => {
    const answer = await call("decline", { code });
    if (answer.kind === "done") happen({ kind: "declined", declined: answer.value });
    else happen(answer);
  };

  const askAgain = async () => {
    const answer = await call("askAgain", { code });
    if (answer.kind === "done") happen({ kind: "askedAgain", asked: answer.value });
    else happen(answer);
  };

  const switchAddress = async () => {
    const answer = await signOut();
    if (answer.kind === "failed") happen(answer);
    else await open();
  };

  // For as long as there is this page: another link may be opened in it, or Back be pressed.
  addEventListener("popstate", () => {
    code = takeCode();
    setTyped(null);
    void open();
  });
  void open(openedPreview);

  return (
    <Switch>
      <Match when={when("reading")}>
        <AcceptCard title={acceptTexts.reading} />
      </Match>
      <Match when={when("unreadable")}>
        {(now) => (
          <AcceptCard title={acceptTexts.unreadableTitle}>
            <p class={styles.lead}>{failureText(now().failure)}</p>
            <FrontButton tone="primary" onPress={() => void open()}>
              {acceptTexts.tryAgain}
            </FrontButton>
          </AcceptCard>
        )}
      </Match>
      <Match when={when("offered")}>
        {(now) => <JoinForm offer={now()} typed={typed()} onAccept={accept} onDecline={decline} />}
      </Match>
      <Match when={when("proving")}>
        {(now) => (
          <AcceptCard title={acceptTexts.codeTitle}>
            <CodeForm
              address={now().preview.email}
              submitLabel={acceptTexts.confirmCode}
              onSignedIn={acceptAsTyped}
              backLabel={acceptTexts.back}
              onBack={() => happen({ kind: "wentBack" })}
            />
          </AcceptCard>
        )}
      </Match>
      <Match when={when("signedInAsOther")}>
        {(now) => (
          <OtherAddress invitedAddress={now().invitedAddress} signedInAs={now().signedInAs} onSwitch={switchAddress} />
        )}
      </Match>
      <Match when={when("accepted")}>{(now) => <AcceptedCard accepted={now().accepted} />}</Match>
      <Match when={when("declined")}>{(now) => <DeclinedCard declined={now().declined} />}</Match>
      {/* Another refusal is another step; a failure is none. */}
      <Match keyed when={when("dead")?.refusal}>
        {(refusal) => (
          <DeadLink
            refusal={refusal}
            support={when("dead")?.support ?? null}
            mayAsk={when("dead")?.mayAsk ?? false}
            failure={when("dead")?.failure ?? null}
            onAskAgain={askAgain}
          />
        )}
      </Match>
      <Match when={when("askedAgain")}>{(now) => <AskedAgainCard asked={now().asked} />}</Match>
      <Match when={when("askedBefore")}>
        {(now) => <AskedBeforeCard retryAfterMs={now().retryAfterMs} support={now().support} />}
      </Match>
    </Switch>
  );
}

function isKind<Kind extends AcceptState["kind"]>(
  state: AcceptState,
  kind: Kind,
): state is Extract<AcceptState, { kind: Kind }> {
  return state.kind === kind;
}
