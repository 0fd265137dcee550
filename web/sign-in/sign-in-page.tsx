import { useNavigate, useSearchParams } from "@solidjs/router";
import { useQueryClient } from "@tanstack/solid-query";
import { createSignal, Match, Show, Switch } from "solid-js";
import { returnPath } from "../api/return-path.ts";
import { CodeForm } from "../front/code-form.tsx";
import { PasskeyButton } from "../front/passkey-button.tsx";
import { signInTexts } from "../texts/sign-in.ts";
import { Alert } from "../ui/form.tsx";
import { Heading } from "../ui/heading.tsx";
import { PlainPage } from "../ui/plain-page.tsx";
import { AddressForm } from "./address-form.tsx";

/**
 * Address, then the code mailed to it: every address gets the same answer until its owner has proven it. Or a passkey,
 * which needs no address.
 */
export function SignInPage() {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [sentTo, setSentTo] = createSignal<string | null>(null);
  const [address, setAddress] = createSignal("");
  const [problem, setProblem] = createSignal("");

  const enter = async () => {
    // Whatever was kept belongs to whoever was signed in before.
    queries.clear();
    navigate(returnPath(search.to), { replace: true });
  };

  return (
    <PlainPage>
      <Switch>
        <Match when={sentTo() === null}>
          <Heading title={signInTexts.title} />
          <p>{signInTexts.lead}</p>
          <Show when={problem()}>
            <Alert>
              <p>{problem()}</p>
            </Alert>
          </Show>
          <AddressForm
            address={address()}
            onSent={(normalised) => {
              setAddress(normalised);
              setSentTo(normalised);
              setProblem("");
            }}
          />
          <PasskeyButton label={signInTexts.usePasskey} onSignedIn={enter} onProblem={setProblem} />
        </Match>
        <Match when={sentTo()}>
          {(sent) => (
            <>
              <Heading title={signInTexts.codeTitle} />
              <CodeForm
                address={sent()}
                submitLabel={signInTexts.submit}
                onSignedIn={enter}
                backLabel={signInTexts.back}
                onBack={() => setSentTo(null)}
              />
            </>
          )}
        </Match>
      </Switch>
    </PlainPage>
  );
}
