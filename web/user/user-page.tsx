import { A, useParams, useSearchParams } from "@solidjs/router";
import { createEffect, createSignal, lazy, Match, on, Show, Suspense, Switch } from "solid-js";
import { idPatterns } from "../../shared/ids.ts";
import type { UserRow } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { failureSentence, refusedWith } from "../api/refusal.ts";
import { PageFailure } from "../shell/page-failure.tsx";
import { shellTexts } from "../texts/shell.ts";
import { userTexts } from "../texts/user.ts";
import { Tabs } from "../ui/tabs.tsx";
import { createUserCommands } from "../user-actions/create-user-commands.ts";
import { personName } from "../user-actions/person-name.ts";
import type { MenuAction } from "../user-actions/row-menu.ts";
import type { OpenDialog } from "../user-actions/user-dialogs.tsx";
import { AuditTab } from "./audit-tab.tsx";
import { createUser } from "./create-user.ts";
import { DetailsTab } from "./details-tab.tsx";
import { GeneralTab } from "./general-tab.tsx";
import { GroupsTab } from "./groups-tab.tsx";
import { SkeletonLines } from "./skeleton-lines.tsx";
import { readTab, tabs } from "./tabs.ts";
import { UserHead } from "./user-head.tsx";
import styles from "./user-page.module.css";

const UserDialogs = lazy(() =>
  import("../user-actions/user-dialogs.tsx").then((module) => ({ default: module.UserDialogs })),
);

export function UserPage() {
  const params = useParams<{ userId: string }>();
  return (
    <Show when={params.userId} keyed>
      {(userId) => (
        <Show when={idPatterns.user.test(userId)} fallback={<Nobody />}>
          <OneUser userId={userId} />
        </Show>
      )}
    </Show>
  );
}

function OneUser(props: { userId: string }) {
  const state = createUser(props.userId);
  const [params, setParams] = useSearchParams();
  const [dialog, setDialog] = createSignal<OpenDialog | null>(null);
  const commands = createUserCommands(state, (link) => setDialog({ kind: "link", link }));
  const { user } = state;

  const isGone = () => refusedWith(user.error, "notFound") !== null;
  const isRefused = () => refusedWith(user.error, "notAllowed") !== null;
  const row = () => (isGone() || isRefused() ? undefined : user.data);
  const tab = () => readTab(params.tab);
  const title = () => {
    const known = row();
    if (known) return personName(known);
    if (isGone()) return userTexts.notFoundTitle;
    return isRefused() ? userTexts.notAllowedTitle : userTexts.titleWhileLoading;
  };

  // What is typed right after opening a dialog must not get lost.
  createEffect(() => user.data && void UserDialogs.preload());
  // Whoever has deleted somebody here stays on a page without the button that had the focus.
  createEffect(on(isGone, (gone) => gone && queueMicrotask(focusHeading), { defer: true }));

  function choose(action: MenuAction, shown: UserRow, button: HTMLElement) {
    if (action === "copyLink") void commands.copy(shown);
    else if (action === "resend" || action === "sendNew") void commands.send(shown, action);
    else setDialog({ kind: action, row: shown, returnFocus: () => button.focus() });
  }

  return (
    <>
      <UserHead
        title={title()}
        row={row()}
        isBusy={commands.isBusy(props.userId)}
        note={(action, now) => commands.note(props.userId, action, now)}
        onChoose={(action, shown, button) => choose(action, shown, button)}
      />
      <Show when={user.isError && !isGone()}>
        <div class={styles.content}>
          <Show when={!isRefused()} fallback={<NotAllowed error={user.error} />}>
            <PageFailure error={user.error} retry={() => void state.refresh()} />
          </Show>
        </div>
      </Show>
      <Switch>
        <Match when={isGone()}>
          <Gone />
        </Match>
        <Match when={row()}>
          {(shown) => (
            <Tabs
              label={userTexts.tabs}
              tabs={tabs}
              current={tab()}
              onChange={(next) =>
                setParams({ tab: next === "general" ? null : next }, { replace: true, scroll: false })
              }
            >
              <div class={styles.content}>
                <Switch>
                  <Match when={tab() === "general"}>
                    <GeneralTab
                      row={shown()}
                      state={state}
                      commands={commands}
                      onCorrectAddress={(button) =>
                        setDialog({ kind: "correctAddress", row: shown(), returnFocus: () => button.focus() })
                      }
                    />
                  </Match>
                  <Match when={tab() === "groups"}>
                    <GroupsTab
                      row={shown()}
                      onEdit={(button) => setDialog({ kind: "edit", row: shown(), returnFocus: () => button.focus() })}
                    />
                  </Match>
                  <Match when={tab() === "details"}>
                    <DetailsTab row={shown()} state={state} />
                  </Match>
                  <Match when={tab() === "audit"}>
                    <AuditTab userId={props.userId} />
                  </Match>
                </Switch>
              </div>
            </Tabs>
          )}
        </Match>
        <Match when={user.isPending}>
          <div class={styles.content}>
            <p class="unseen" role="status">
              {userTexts.loading}
            </p>
            <SkeletonLines count={6} />
          </div>
        </Match>
      </Switch>
      <Suspense>
        <Show when={dialog()} keyed>
          {(open) => <UserDialogs open={open} store={state} commands={commands} show={setDialog} />}
        </Show>
      </Suspense>
    </>
  );
}

function focusHeading() {
  if (!document.querySelector("dialog[open]")) document.querySelector<HTMLElement>("h1")?.focus();
}

function NotAllowed(props: { error: unknown }) {
  return (
    <div class={styles.message}>
      <p>{failureSentence(props.error)}</p>
      <A href="/accounts">{shellTexts.myAccounts}</A>
    </div>
  );
}

function Gone() {
  const account = useAccount();
  return (
    <div class={styles.message}>
      <p>{userTexts.notFoundText}</p>
      <A href={`/a/${account.id}/users`}>{userTexts.backToUsers}</A>
    </div>
  );
}

/** An address that no user can have. */
function Nobody() {
  return (
    <>
      <UserHead title={userTexts.notFoundTitle} />
      <Gone />
    </>
  );
}
