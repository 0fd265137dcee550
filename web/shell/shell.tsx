import { A, type RouteSectionProps, useParams } from "@solidjs/router";
import { useQueryClient } from "@tanstack/solid-query";
import profileIcon from "lucide-static/icons/circle-user-round.svg?raw";
import tokensIcon from "lucide-static/icons/key-round.svg?raw";
import auditIcon from "lucide-static/icons/scroll-text.svg?raw";
import settingsIcon from "lucide-static/icons/settings.svg?raw";
import groupsIcon from "lucide-static/icons/tags.svg?raw";
import usersIcon from "lucide-static/icons/users.svg?raw";
import webhooksIcon from "lucide-static/icons/webhook.svg?raw";
import { For, Show, Suspense } from "solid-js";
import { type AccountContext, AccountProvider } from "../api/account-context.ts";
import { createApi } from "../api/client.ts";
import { createQuery } from "../api/create-query.ts";
import { profileKey, profileQuery } from "../api/profile-query.ts";
import { createLive } from "../live/create-live.ts";
import { shellTexts } from "../texts/shell.ts";
import { uiTexts } from "../texts/ui.ts";
import { Brand } from "../ui/brand.tsx";
import { Icon } from "../ui/icon.tsx";
import { AccountMenu } from "./account-menu.tsx";
import styles from "./shell.module.css";

type PageLink = { path: string; label: string; icon: string };
const administratorPages: PageLink[] = [
  { path: "users", label: shellTexts.users, icon: usersIcon },
  { path: "groups", label: shellTexts.groups, icon: groupsIcon },
  { path: "audit", label: shellTexts.audit, icon: auditIcon },
  { path: "tokens", label: shellTexts.tokens, icon: tokensIcon },
  { path: "webhooks", label: shellTexts.webhooks, icon: webhooksIcon },
  { path: "settings", label: shellTexts.settings, icon: settingsIcon },
];
const memberPages: PageLink[] = [{ path: "profile", label: shellTexts.profile, icon: profileIcon }];

/** The frame of one account's pages. */
export function Shell(props: RouteSectionProps) {
  const params = useParams<{ accountId: string }>();
  return (
    <Show when={params.accountId} keyed>
      {(accountId) => <AccountShell accountId={accountId}>{props.children}</AccountShell>}
    </Show>
  );
}

function AccountShell(props: { accountId: string; children: RouteSectionProps["children"] }) {
  const accountId = props.accountId;
  let content: HTMLElement | undefined;
  let heardOf: string | undefined;
  const api = createApi(accountId, () => heardOf);
  const profile = createQuery(() => profileQuery(accountId, api));
  const queries = useQueryClient();
  const readProfile = () => void queries.invalidateQueries({ queryKey: profileKey(accountId) });
  const onChange = createLive(accountId, () => profile.data?.isAdministrator === true, readProfile);
  onChange(({ type, userId, bookmark }) => {
    heardOf = bookmark;
    if (type === "account.updated" || (userId !== undefined && userId === profile.data?.userId)) readProfile();
  });
  const account: AccountContext = {
    id: accountId,
    api,
    profile: () => profile.data,
    onChange,
  };

  return (
    <AccountProvider value={account}>
      {/* The router follows links without moving the focus. */}
      <a
        class={styles.skip}
        href="#content"
        on:click={(event) => {
          event.preventDefault();
          content?.focus();
        }}
      >
        {uiTexts.skipToContent}
      </a>
      <div class={styles.frame}>
        <header class={styles.top}>
          <A class={styles.home} href="/">
            <Brand />
          </A>
          <AccountMenu />
        </header>
        <nav class={styles.side} aria-label={shellTexts.navigation}>
          <ul>
            {/* Until it is known who looks, the pages of administrators: hardly anybody else comes here. */}
            <For each={profile.data?.isAdministrator === false ? memberPages : administratorPages}>
              {({ path, label, icon }) => (
                <li>
                  <A class={styles.link} activeClass={styles.current ?? ""} href={`/a/${accountId}/${path}`}>
                    <Icon svg={icon} />
                    {label}
                  </A>
                </li>
              )}
            </For>
          </ul>
        </nav>
        <main class={styles.main} id="content" tabindex="-1" ref={content}>
          <Suspense>{props.children}</Suspense>
        </main>
      </div>
    </AccountProvider>
  );
}
