import { A, useParams, useSearchParams } from "@solidjs/router";
import chevronLeft from "lucide-static/icons/chevron-left.svg?raw";
import ellipsis from "lucide-static/icons/ellipsis.svg?raw";
import { createEffect, createSignal, lazy, Match, on, Show, Suspense, Switch } from "solid-js";
import { idPatterns } from "../../shared/ids.ts";
import type { UserRow } from "../../shared/outputs.ts";
import { shellTexts } from "../../shared/texts/shell.ts";
import { userTexts } from "../../shared/texts/user.ts";
import { statusWords, usersTexts } from "../../shared/texts/users.ts";
import { useAccount } from "../api/account-context.ts";
import { failureSentence, refusedWith } from "../api/refusal.ts";
import { PageFailure } from "../shell/page-failure.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Button } from "../ui/button.tsx";
import { Heading } from "../ui/heading.tsx";
import { Icon } from "../ui/icon.tsx";
import { initials } from "../ui/initials.ts";
import { Menu } from "../ui/menu.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { createUserCommands } from "../user-actions/create-user-commands.ts";
import { personName } from "../user-actions/person-name.ts";
import { type MenuAction, rowMenu } from "../user-actions/row-menu.ts";
import type { OpenDialog } from "../user-actions/user-dialogs.tsx";
import { AuditTab } from "./audit-tab.tsx";
import { createUser } from "./create-user.ts";
import { DetailsTab } from "./details-tab.tsx";
import { GeneralTab } from "./general-tab.tsx";
import { GroupsTab } from "./groups-tab.tsx";
import { SkeletonLines } from "./skeleton-lines.tsx";
import { readTab, tabs } from "./tabs.ts";
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
  const account = useAccount();
  const state = createUser(props.userId);
  const [params, setParams] = useSearchParams();
  const [dialog, setDialog] = createSignal<OpenDialog | null>(null);
  const [menuAnchor, setMenuAnchor] = createSignal<HTMLElement | null>(null);
  const commands = createUserCommands(state, (link) => setDialog({ kind: "link", link }));
  const { user } = state;
  let actionsButton: HTMLButtonElement | undefined;

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

  // Whoever has deleted somebody here stays on a page without the button that had the focus.
  createEffect(on(isGone, (gone) => gone && queueMicrotask(focusHeading), { defer: true }));

  function choose(shown: UserRow, action: MenuAction) {
    if (action === "copyLink") void commands.copy(shown);
    else if (action === "resend" || action === "sendNew") void commands.send(shown, action);
    else setDialog({ kind: action, row: shown, returnFocus: () => (actionsButton ?? heading())?.focus() });
  }

  return (
    <>
      <div class={styles.head}>
        <BackLink />
        <div class={styles.person}>
          <Show when={row()}>
            {(shown) => (
              <span class={styles.sign}>
                <Avatar text={initials(shown().firstName, shown().lastName)} />
              </span>
            )}
          </Show>
          <div class={styles.names} dir="auto">
            <Heading title={title()} />
            <Show when={row()}>
              {(shown) => (
                <p class={styles.subtitle}>
                  <span class={`${styles.status} ${styles[shown().status] ?? ""}`}>{statusWords[shown().status]}</span>
                  <bdi>{shown().email}</bdi>
                </p>
              )}
            </Show>
          </div>
          <Show when={row()}>
            {(shown) => (
              <Button
                ref={actionsButton}
                icon={ellipsis}
                aria-label={usersTexts.actionsFor(personName(shown()))}
                aria-haspopup="menu"
                aria-expanded={menuAnchor() !== null}
                isBusy={commands.isBusy(shown().id)}
                onClick={(event) => setMenuAnchor(menuAnchor() ? null : event.currentTarget)}
                onKeyDown={(event) => {
                  if (event.key !== "ArrowDown") return;
                  event.preventDefault();
                  event.currentTarget.click();
                }}
              >
                {userTexts.actions}
              </Button>
            )}
          </Show>
        </div>
      </div>
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
                    <GeneralTab row={shown()} state={state} commands={commands} />
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
      <Show when={row() && menuAnchor()}>
        {(anchor) => (
          <Menu
            label={usersTexts.actionsFor(title())}
            anchor={anchor()}
            items={itemsOf(row())}
            onClose={() => setMenuAnchor(null)}
          />
        )}
      </Show>
      <Suspense>
        <Show when={dialog()} keyed>
          {(open) => <UserDialogs open={open} store={state} commands={commands} show={setDialog} />}
        </Show>
      </Suspense>
    </>
  );

  function itemsOf(shown: UserRow | undefined) {
    return shown ? rowMenu(shown, (action) => choose(shown, action)) : [];
  }

  function BackLink() {
    return (
      <A class={styles.back} href={`/a/${account.id}/users`} end>
        <Icon svg={chevronLeft} />
        {userTexts.toUsers}
      </A>
    );
  }
}

function heading(): HTMLElement | null {
  return document.querySelector("h1");
}

function focusHeading() {
  if (!document.querySelector("dialog[open]")) heading()?.focus();
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
      <div class={styles.head}>
        <Heading title={userTexts.notFoundTitle} />
      </div>
      <Gone />
    </>
  );
}
