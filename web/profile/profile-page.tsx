import { Show } from "solid-js";
import type { Profile } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { createQuery } from "../api/create-query.ts";
import { profileQuery } from "../api/profile-query.ts";
import { FormPage } from "../shell/form-page.tsx";
import { profileTexts } from "../texts/profile.ts";
import { LeaveSection } from "./leave-section.tsx";
import { MailsForm } from "./mails-form.tsx";
import { NamesForm } from "./names-form.tsx";
import { PasskeysSection } from "./passkeys-section.tsx";
import { SessionsSection } from "./sessions-section.tsx";
import { SignInSection } from "./sign-in-section.tsx";

/** The own place in one account: how one is called there, what one is told, the ways in and the ways out. */
export function ProfilePage() {
  const { id, api } = useAccount();
  const profile = createQuery(() => profileQuery(id, api));
  return (
    <FormPage title={profileTexts.title} loading={profileTexts.loading} query={profile}>
      {(found) => <Sections profile={found()} />}
    </FormPage>
  );
}

function Sections(props: { profile: Profile }) {
  return (
    <>
      <NamesForm profile={props.profile} />
      {/* Only administrators invite, so nobody else has anything to be told. */}
      <Show when={props.profile.isAdministrator}>
        <MailsForm profile={props.profile} />
      </Show>
      <SignInSection email={props.profile.email} />
      <PasskeysSection />
      <SessionsSection />
      <LeaveSection profile={props.profile} />
    </>
  );
}
