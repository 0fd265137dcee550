import { createSignal } from "solid-js";
import { failureOf } from "./failure.ts";
import { failureText } from "./failure-text.ts";
import { FrontButton } from "./front-button.tsx";

type PasskeyButtonProps = {
  label: string;
  /** The session is there; the button stays busy until this ends. */
  onSignedIn: () => Promise<void>;
  /** In a sentence. */
  onProblem: (problem: string) => void;
};

/** The other way in. What it needs is loaded when it is pressed. */
export function PasskeyButton(props: PasskeyButtonProps) {
  const [isBusy, setBusy] = createSignal(false);
  const use = async () => {
    setBusy(true);
    try {
      const { signInByPasskey } = await import("./sign-in-by-passkey.ts");
      const problem = await signInByPasskey();
      if (problem === null) await props.onSignedIn();
      else props.onProblem(problem);
    } catch (error) {
      props.onProblem(failureText(failureOf(error)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <FrontButton isBusy={isBusy()} onPress={() => void use()}>
      {props.label}
    </FrontButton>
  );
}
