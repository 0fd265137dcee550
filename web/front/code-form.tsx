import { createSignal, onCleanup, onMount } from "solid-js";
import { codeRefusals, oneTimeCodeTexts } from "../texts/one-time-code.ts";
import { createForm } from "../ui/create-form.ts";
import { failureOf } from "./failure.ts";
import { failureText } from "./failure-text.ts";
import styles from "./front.module.css";
import { FrontButton } from "./front-button.tsx";
import { FrontField } from "./front-field.tsx";
import { FrontForm } from "./front-form.tsx";
import { type CodeAnswer, sendCode, signInByCode } from "./one-time-code.ts";
import { PasskeyButton } from "./passkey-button.tsx";

const codeLength = 6;
const resendAfterMs = 30_000;

type CodeFormProps = {
  /** Where a code has just been sent. */
  address: string;
  submitLabel: string;
  /** The session is there; the form stays busy until this ends. */
  onSignedIn: () => Promise<void>;
  backLabel: string;
  onBack: () => void;
};

export function CodeForm(props: CodeFormProps) {
  let container: HTMLDivElement | undefined;
  const [isSentAgain, setSentAgain] = createSignal(false);
  const [isSending, setSending] = createSignal(false);
  const wait = createCountdown(resendAfterMs);
  const focusCode = () => container?.querySelector("input")?.focus();
  onMount(focusCode);

  const form = createForm({
    initial: { code: "" },
    check: ({ code }) => (digitsOf(code).length === codeLength ? {} : { code: oneTimeCodeTexts.missing }),
    submit: async ({ code }) => {
      const answer = await signInByCode(props.address, digitsOf(code));
      if (answer.kind === "done") await props.onSignedIn();
      else form.fail(explain(answer));
    },
    explain: (error) => ({ "": failureText(failureOf(error)) }),
  });

  const sendAgain = async () => {
    setSending(true);
    const answer = await sendCode(props.address);
    setSending(false);
    if (answer.kind !== "done") return form.fail(explain(answer));
    form.set("code", "");
    setSentAgain(true);
    wait.restart();
    focusCode();
  };

  return (
    <div class={styles.code} ref={container}>
      <p class="unseen" role="status">
        {isSentAgain() ? oneTimeCodeTexts.sentAgain(props.address) : ""}
      </p>
      <FrontForm
        form={form}
        submitLabel={props.submitLabel}
        actions={
          <>
            <FrontButton isBusy={isSending()} isDisabled={wait.seconds() > 0} onPress={() => void sendAgain()}>
              {wait.seconds() > 0 ? oneTimeCodeTexts.sendAgainIn(wait.seconds()) : oneTimeCodeTexts.sendAgain}
            </FrontButton>
            <PasskeyButton
              label={oneTimeCodeTexts.usePasskey}
              onSignedIn={props.onSignedIn}
              onProblem={(problem) => form.fail({ "": problem })}
            />
            <FrontButton tone="quiet" onPress={() => props.onBack()}>
              {props.backLabel}
            </FrontButton>
          </>
        }
      >
        <FrontField
          field={form.text("code")}
          label={oneTimeCodeTexts.label}
          description={(isSentAgain() ? oneTimeCodeTexts.sentAgain : oneTimeCodeTexts.sent)(props.address)}
          autocomplete="one-time-code"
          inputMode="numeric"
        />
      </FrontForm>
    </div>
  );
}

/** Codes are pasted with blanks and words around them. */
function digitsOf(typed: string): string {
  return typed.replace(/\D/g, "");
}

function explain(answer: Exclude<CodeAnswer, { kind: "done" }>): Record<string, string> {
  if (answer.kind === "refused") {
    return { [answer.reason === "addressUnknown" ? "" : "code"]: codeRefusals[answer.reason] };
  }
  return { "": failureText(answer.kind === "failed" ? answer.failure : failureOf(answer)) };
}

/** Whole seconds left; starts by itself. */
function createCountdown(ms: number) {
  const [seconds, setSeconds] = createSignal(0);
  let timer: ReturnType<typeof setInterval> | undefined;
  const restart = () => {
    clearInterval(timer);
    const endsAt = Date.now() + ms;
    const tick = () => setSeconds(Math.max(0, Math.ceil((endsAt - Date.now()) / 1000)));
    timer = setInterval(() => (tick() === 0 ? clearInterval(timer) : undefined), 1000);
    tick();
  };
  restart();
  onCleanup(() => clearInterval(timer));
  return { seconds, restart };
}
