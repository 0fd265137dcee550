import { Navigate } from "@solidjs/router";
import { Match, Switch } from "solid-js";
import type { MyAccounts } from "../../shared/outputs.ts";
import { createApi } from "../api/client.ts";
import { createQuery } from "../api/create-query.ts";
import { PageFailure } from "./page-failure.tsx";

/** `/`: on to the account, if there is exactly one to administer. */
export function Start() {
  const api = createApi(null);
  const mine = createQuery(() => ({ queryKey: ["accounts.mine"], queryFn: () => api.accounts.mine.query() }));
  return (
    <Switch>
      <Match when={mine.data}>{(found) => <Navigate href={firstPage(found())} />}</Match>
      <Match when={mine.isError}>
        <PageFailure error={mine.error} retry={() => void mine.refetch()} />
      </Match>
    </Switch>
  );
}

function firstPage({ accounts, mayCreate }: MyAccounts): string {
  const [only, ...others] = accounts;
  if (only?.isAdministrator && others.length === 0) return `/a/${only.id}/users`;
  return accounts.length === 0 && mayCreate ? "/new-account" : "/accounts";
}
