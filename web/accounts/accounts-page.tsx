import { A } from "@solidjs/router";
import { For, Match, Show, Switch } from "solid-js";
import type { MyAccount, MyAccounts, MyInvitation } from "../../shared/outputs.ts";
import { createApi } from "../api/client.ts";
import { createQuery } from "../api/create-query.ts";
import { PageFailure } from "../shell/page-failure.tsx";
import { entrance } from "../shell/same-page.ts";
import { accountsTexts } from "../texts/accounts.ts";
import { Heading } from "../ui/heading.tsx";
import { PlainPage } from "../ui/plain-page.tsx";
import { Skeleton } from "../ui/spinner.tsx";
import styles from "./accounts.module.css";
import { OpenInvitations } from "./open-invitations.tsx";
import { SignOutButton } from "./sign-out-button.tsx";

/** Where somebody signed in finds their places: those they have, and those they are offered. */
export function AccountsPage() {
  const api = createApi(null);
  const mine = createQuery(() => ({ queryKey: ["accounts.mine"], queryFn: () => api.accounts.mine.query() }));
  const offers = createQuery(() => ({ queryKey: ["invitations.mine"], queryFn: () => api.invitations.mine.query() }));
  return (
    <PlainPage actions={<SignOutButton />}>
      <Heading title={accountsTexts.title} />
      <Switch
        fallback={
          <div role="status">
            <span class="unseen">{accountsTexts.loading}</span>
            <Skeleton />
          </div>
        }
      >
        <Match when={mine.error ?? offers.error}>
          {(error) => (
            <PageFailure
              error={error()}
              retry={() => {
                void mine.refetch();
                void offers.refetch();
              }}
            />
          )}
        </Match>
        <Match when={mine.isSuccess && offers.isSuccess}>
          <Places mine={mine.data} offers={offers.data ?? []} />
        </Match>
      </Switch>
    </PlainPage>
  );
}

function Places(props: { mine: MyAccounts | undefined; offers: MyInvitation[] }) {
  return (
    <Show when={props.mine}>
      {(mine) => (
        <>
          <p class={styles.soft}>{accountsTexts.signedInAs(mine().email)}</p>
          <Show when={props.offers.length > 0}>
            <OpenInvitations invitations={props.offers} />
          </Show>
          <Show when={mine().accounts.length > 0} fallback={<NoAccounts mine={mine()} />}>
            <section class={styles.section} aria-labelledby="accounts">
              <h2 id="accounts">{accountsTexts.accounts}</h2>
              <ul class={styles.list}>
                <For each={mine().accounts}>{(account) => <AccountItem account={account} />}</For>
              </ul>
            </section>
          </Show>
          <Show when={mine().mayCreate}>
            <A href="/new-account">{accountsTexts.create}</A>
          </Show>
        </>
      )}
    </Show>
  );
}

function AccountItem(props: { account: MyAccount }) {
  return (
    <li class={styles.item}>
      <A href={entrance(props.account)} class={styles.name} dir="auto">
        {props.account.name}
      </A>
      <span class={styles.soft}>
        {props.account.isAdministrator ? accountsTexts.administrator : accountsTexts.member}
      </span>
    </li>
  );
}

function NoAccounts(props: { mine: MyAccounts }) {
  return (
    <div>
      <p>{accountsTexts.none}</p>
      <p class={styles.soft}>{accountsTexts.noneNext(props.mine.email)}</p>
    </div>
  );
}
