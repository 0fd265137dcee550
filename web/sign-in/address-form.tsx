import { normaliseAddress } from "../../shared/address.ts";
import { failureOf } from "../front/failure.ts";
import { failureText } from "../front/failure-text.ts";
import styles from "../front/front.module.css";
import { sendCode } from "../front/one-time-code.ts";
import { codeRefusals } from "../texts/one-time-code.ts";
import { problemSentences } from "../texts/refusals.ts";
import { signInTexts } from "../texts/sign-in.ts";
import { Button } from "../ui/button.tsx";
import { createForm } from "../ui/create-form.ts";
import { Form } from "../ui/form.tsx";
import { TextField } from "../ui/text-field.tsx";

export function AddressForm(props: { address: string; onSent: (address: string) => void }) {
  const form = createForm({
    initial: { email: props.address },
    check: ({ email }) => {
      const normalised = normaliseAddress(email);
      return normalised.ok ? {} : { email: problemSentences[normalised.problem] };
    },
    submit: async ({ email }) => {
      const normalised = normaliseAddress(email);
      if (!normalised.ok) return;
      const answer = await sendCode(normalised.address);
      if (answer.kind === "done") props.onSent(normalised.address);
      else if (answer.kind === "badAddress") form.fail({ email: problemSentences[answer.problem] });
      else form.fail({ "": answer.kind === "refused" ? codeRefusals[answer.reason] : failureText(answer.failure) });
    },
    explain: (error) => ({ "": failureText(failureOf(error)) }),
  });
  return (
    <Form form={form}>
      <TextField
        {...form.text("email")}
        label={signInTexts.email}
        type="email"
        inputmode="email"
        autocomplete="username"
      />
      <Button type="submit" tone="primary" class={styles.tall ?? ""} isBusy={form.isBusy()}>
        {signInTexts.sendCode}
      </Button>
    </Form>
  );
}
