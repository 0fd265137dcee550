import { A } from "@solidjs/router";
import { Show } from "solid-js";
import { useAccount } from "../api/account-context.ts";
import { createQuery } from "../api/create-query.ts";
import { profileQuery } from "../api/profile-query.ts";
import { FormPage, FormPageMessage } from "../shell/form-page.tsx";
import { refusalSentence } from "../texts/refusals.ts";
import { settingsTexts } from "../texts/settings.ts";
import { shellTexts } from "../texts/shell.ts";
import { SettingsForm } from "./settings-form.tsx";

export function SettingsPage() {
  const { id, api } = useAccount();
  const profile = createQuery(() => profileQuery(id, api));
  return (
    <FormPage title={settingsTexts.title} loading={settingsTexts.loading} query={profile}>
      {(found) => (
        <Show
          when={found().isAdministrator}
          fallback={
            <FormPageMessage>
              <h2>{settingsTexts.notAllowedTitle}</h2>
              <p>{refusalSentence({ reason: "notAllowed" })}</p>
              <A href={`/a/${id}/profile`}>{shellTexts.profile}</A>
            </FormPageMessage>
          }
        >
          <SettingsForm account={found().account} />
        </Show>
      )}
    </FormPage>
  );
}
