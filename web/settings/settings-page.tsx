import { A } from "@solidjs/router";
import { Match, Switch } from "solid-js";
import { useAccount } from "../api/account-context.ts";
import { createQuery } from "../api/create-query.ts";
import { profileQuery } from "../api/profile-query.ts";
import { FormPage, FormPageMessage } from "../shell/form-page.tsx";
import { PageFailure } from "../shell/page-failure.tsx";
import { refusalSentence } from "../texts/refusals.ts";
import { settingsTexts } from "../texts/settings.ts";
import { shellTexts } from "../texts/shell.ts";
import { Skeleton } from "../ui/spinner.tsx";
import { SettingsForm } from "./settings-form.tsx";

export function SettingsPage() {
  const { id, api } = useAccount();
  const profile = createQuery(() => profileQuery(id, api));
  return (
    <FormPage title={settingsTexts.title}>
      <Switch
        fallback={
          <FormPageMessage>
            <span class="unseen" role="status">
              {settingsTexts.loading}
            </span>
            <Skeleton />
          </FormPageMessage>
        }
      >
        <Match when={profile.data?.isAdministrator && profile.data.account}>
          {(account) => <SettingsForm account={account()} />}
        </Match>
        <Match when={profile.data}>
          <FormPageMessage>
            <h2>{settingsTexts.notAllowedTitle}</h2>
            <p>{refusalSentence({ reason: "notAllowed" })}</p>
            <A href={`/a/${id}/profile`}>{shellTexts.profile}</A>
          </FormPageMessage>
        </Match>
        <Match when={profile.isError}>
          <FormPageMessage>
            <PageFailure error={profile.error} retry={() => void profile.refetch()} />
          </FormPageMessage>
        </Match>
      </Switch>
    </FormPage>
  );
}
