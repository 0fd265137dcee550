import { Show } from "solid-js";
import { useAccount } from "../api/account-context.ts";
import { addUserTexts } from "../texts/add-user.ts";
import { ChoiceField } from "../ui/choice-field.tsx";
import { mailLanguages } from "./mail-language.ts";

type MailLanguageChoiceProps = {
  name: string;
  value: string;
  onInput: (value: string) => void;
  error: string | undefined;
};

/** The field of a form that chooses the language of the mail; the account's, unless somebody says otherwise. */
export function MailLanguageChoice(props: MailLanguageChoiceProps) {
  const account = useAccount();
  return (
    <Show when={account.profile()}>
      {(profile) => (
        <ChoiceField {...props} label={addUserTexts.language} options={mailLanguages(profile().account.locale)} />
      )}
    </Show>
  );
}
