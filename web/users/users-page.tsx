import { A } from "@solidjs/router";
import plus from "lucide-static/icons/plus.svg?raw";
import { createEffect, createSignal, lazy, Match, Show, Suspense, Switch } from "solid-js";
import type { UserRow } from "../../shared/outputs.ts";
import { shellTexts } from "../../shared/texts/shell.ts";
import { usersTexts } from "../../shared/texts/users.ts";
import { failureSentence, refusedWith } from "../api/refusal.ts";
import { PageFailure } from "../shell/page-failure.tsx";
import { Button } from "../ui/button.tsx";
import { createMedia } from "../ui/create-media.ts";
import { Heading } from "../ui/heading.tsx";
import { Menu } from "../ui/menu.tsx";
import { createUserCommands } from "../user-actions/create-user-commands.ts";
import { personName } from "../user-actions/person-name.ts";
import { type MenuAction, rowMenu } from "../user-actions/row-menu.ts";
import type { OpenDialog } from "../user-actions/user-dialogs.tsx";
import { createRowFocus } from "./create-row-focus.ts";
import { createUserList } from "./create-user-list.ts";
import { UserCards } from "./user-cards.tsx";
import styles from "./users-page.module.css";
import { UsersPager } from "./users-pager.tsx";
import { UsersTable } from "./users-table.tsx";
import { UsersToolbar } from "./users-toolbar.tsx";

const UserDialogs = lazy(() =>
  import("../user-actions/user-dialogs.tsx").then((module) => ({ default: module.UserDialogs })),
);

export function UsersPage() {
  const list = createUserList();
  const focus = createRowFocus(list.rows);
  const isNarrow = createMedia("(max-width: 45rem)");
  const [menu, setMenu] = createSignal<{ row: UserRow; anchor: HTMLElement } | null>(null);
  const [dialog, setDialog] = createSignal<OpenDialog | null>(null);
  const commands = createUserCommands(list, (link) => setDialog({ kind: "link", link }));
  // Whoever sees the list is about to open one: what is typed right after a click must not get lost.
  createEffect(() => list.data() && void UserDialogs.preload());
  const isFiltered = () => list.view().search !== "" || list.view().status.length > 0;

  const menuState = {
    openFor: () => menu()?.row.id,
    isBusy: commands.isBusy,
    toggle: (row: UserRow, anchor: HTMLElement) => setMenu(menu()?.row.id === row.id ? null : { row, anchor }),
  };

  function choose(row: UserRow, action: MenuAction) {
    if (action === "copyLink") void commands.copy(row);
    else if (action === "resend" || action === "sendNew") void commands.send(row, action);
    else setDialog({ kind: action, row, returnFocus: focus.remember(row.id) });
  }

  return (
    <>
      <div class={styles.head}>
        <Heading title={usersTexts.title} />
        <Show when={list.data()}>
          <Button tone="primary" icon={plus} onClick={() => setDialog({ kind: "add" })}>
            {usersTexts.add}
          </Button>
        </Show>
      </div>
      <div class={styles.card} onFocusIn={focus.onFocusIn}>
        <Show when={list.list.isFetching}>
          <div class={styles.progress} />
        </Show>
        <Show when={!refusedWith(list.list.error, "notAllowed")} fallback={<NotAllowed error={list.list.error} />}>
          <UsersToolbar list={list} isNarrow={isNarrow()} />
          <Show when={list.list.isError}>
            <PageFailure error={list.list.error} retry={() => void list.refresh()} />
          </Show>
          <Switch fallback={<Rows />}>
            <Match when={list.list.isError && !list.data()}>{null}</Match>
            <Match when={list.data()?.total === 0 && !isFiltered()}>
              <div class={styles.empty}>
                <h2>{usersTexts.emptyTitle}</h2>
                <p>{usersTexts.emptyText}</p>
              </div>
            </Match>
            <Match when={list.data()?.total === 0}>
              <div class={styles.empty} tabindex="-1" data-users-caption>
                <h2>{usersTexts.noMatchTitle}</h2>
                <p>{usersTexts.noMatchText}</p>
                <Button onClick={() => list.change({ search: "", status: [] })}>{usersTexts.clearFilters}</Button>
              </div>
            </Match>
          </Switch>
          <Show when={list.data()}>
            <UsersPager list={list} />
          </Show>
        </Show>
      </div>
      <Show when={menu()} keyed>
        {(open) => (
          <Menu
            label={usersTexts.actionsFor(personName(open.row))}
            anchor={open.anchor}
            items={rowMenu(present(open.row), (action) => choose(present(open.row), action))}
            onClose={() => setMenu(null)}
          />
        )}
      </Show>
      <Suspense>
        <Show when={dialog()} keyed>
          {(open) => <UserDialogs open={open} store={list} commands={commands} show={setDialog} />}
        </Show>
      </Suspense>
    </>
  );

  function Rows() {
    return (
      <div class={styles.rows} classList={{ [styles.old ?? ""]: list.list.isPlaceholderData }}>
        <Show when={list.list.isPending}>
          <p class="unseen" role="status">
            {usersTexts.loading}
          </p>
        </Show>
        <Show when={isNarrow()} fallback={<UsersTable list={list} menu={menuState} />}>
          <UserCards list={list} menu={menuState} />
        </Show>
      </div>
    );
  }

  /** The row as last fetched: it may have changed since its menu was opened. */
  function present(row: UserRow): UserRow {
    return list.rows().find(({ id }) => id === row.id) ?? row;
  }
}

function NotAllowed(props: { error: unknown }) {
  return (
    <div class={styles.empty}>
      <h2>{usersTexts.notAllowedTitle}</h2>
      <p>{failureSentence(props.error)}</p>
      <A href="/accounts">{shellTexts.myAccounts}</A>
    </div>
  );
}
