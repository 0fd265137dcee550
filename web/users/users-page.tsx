import plus from "lucide-static/icons/plus.svg?raw";
import { createEffect, createSignal, lazy, Match, Show, Suspense, Switch } from "solid-js";
import type { UserRow } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { PageFailure } from "../shell/page-failure.tsx";
import { PageFrame } from "../shell/page-frame.tsx";
import { gridTexts } from "../texts/grid.ts";
import { usersTexts } from "../texts/users.ts";
import { Button } from "../ui/button.tsx";
import { createMedia } from "../ui/create-media.ts";
import { createOnline } from "../ui/create-online.ts";
import { Alert } from "../ui/form.tsx";
import { FullText } from "../ui/full-text.tsx";
import { Later } from "../ui/later.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { Menu } from "../ui/menu.tsx";
import { whenIdle } from "../ui/when-idle.ts";
import { createUserCommands } from "../user-actions/create-user-commands.ts";
import { personName } from "../user-actions/person-name.ts";
import { type MenuAction, rowMenu } from "../user-actions/row-menu.ts";
import type { OpenDialog } from "../user-actions/user-dialogs.tsx";
import { Announcer } from "./announcer.tsx";
import type { BulkAction } from "./bulk/bulk-plan.ts";
import { createSelection } from "./bulk/create-selection.ts";
import { ChangesNotice } from "./changes-notice.tsx";
import { CopyIds, noteFocusedRow, notePointedRow } from "./copy-id.tsx";
import { createRowFocus } from "./create-row-focus.ts";
import { createUserList } from "./create-user-list.ts";
import { NoMatch, NoUsers } from "./empty-states.tsx";
import type { GridPanel } from "./grid-panels.tsx";
import { QuickFilters } from "./quick-filters.tsx";
import { areSingleKeysOn, createSingleKey } from "./single-keys.ts";
import { UserCards } from "./user-cards.tsx";
import { UserFilterChips } from "./user-filter-chips.tsx";
import styles from "./users-page.module.css";
import { UsersPager } from "./users-pager.tsx";
import { UsersTable } from "./users-table.tsx";
import { type PanelKind, UsersToolbar } from "./users-toolbar.tsx";
import { isFiltered } from "./view-filters.ts";

const UserDialogs = lazy(() =>
  import("../user-actions/user-dialogs.tsx").then((module) => ({ default: module.UserDialogs })),
);
const BulkBar = lazy(() => import("./bulk/bulk-bar.tsx").then((module) => ({ default: module.BulkBar })));
const BulkDialog = lazy(() => import("./bulk/bulk-dialog.tsx").then((module) => ({ default: module.BulkDialog })));
const GridPanels = lazy(() => import("./grid-panels.tsx").then((module) => ({ default: module.GridPanels })));

export function UsersPage() {
  const account = useAccount();
  const list = createUserList();
  const focus = createRowFocus(list.rows);
  const selection = createSelection(list);
  const isNarrow = createMedia("(max-width: 45rem)");
  const isOnline = createOnline();
  const [menu, setMenu] = createSignal<{ row: UserRow; anchor: HTMLElement } | null>(null);
  const [dialog, setDialog] = createSignal<OpenDialog | null>(null);
  const [bulk, setBulk] = createSignal<BulkAction | null>(null);
  const [panel, setPanel] = createSignal<GridPanel | null>(null);
  const commands = createUserCommands(list, (link) => setDialog({ kind: "link", link }));
  // Whoever sees the list is about to open one: what is typed right after a click must not get lost.
  createEffect(() => {
    // Unreachable now, they are fetched when they are opened.
    if (list.data()) whenIdle(() => Promise.all([UserDialogs.preload(), GridPanels.preload()]).catch(() => undefined));
  });

  const add = () => setDialog({ kind: "add" });
  const showShortcuts = () => setPanel({ kind: "shortcuts" });
  createSingleKey("?", showShortcuts);
  createSingleKey("a", () => list.data() && add());

  const panelsState = {
    openKind: () => panel()?.kind,
    open: (kind: PanelKind, anchor: HTMLElement) => setPanel({ kind, anchor }),
  };
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

  const isAlone = () => list.data()?.total === 1 && !isFiltered(list.shownView()) && list.counts.data?.removed === 0;

  return (
    <>
      <PageFrame
        title={usersTexts.title}
        isFetching={list.list.isFetching}
        error={list.list.error}
        notAllowedTitle={usersTexts.notAllowedTitle}
        actions={
          <Show when={list.data()}>
            <LinkButton href={`/a/${account.id}/add-many`}>{gridTexts.addMany}</LinkButton>
            <Button tone="primary" icon={plus} aria-keyshortcuts={areSingleKeysOn() ? "a" : undefined} onClick={add}>
              {usersTexts.add}
            </Button>
          </Show>
        }
      >
        <div
          data-users-card
          onPointerOver={notePointedRow}
          onFocusIn={(event) => {
            noteFocusedRow(event);
            focus.onFocusIn(event);
          }}
        >
          <UsersToolbar list={list} panels={panelsState} onShortcuts={showShortcuts} />
          <div class={styles.stack}>
            <div classList={{ [styles.covered ?? ""]: selection.size() > 0 }}>
              <QuickFilters list={list} />
            </div>
            <Suspense>
              <Show when={selection.size() > 0}>
                <BulkBar list={list} selection={selection} onAct={setBulk} />
              </Show>
            </Suspense>
          </div>
          <UserFilterChips list={list} />
          <div role="status" class={styles.offline}>
            <Show when={!isOnline()}>
              <Alert tone="warning">{gridTexts.offline}</Alert>
            </Show>
          </div>
          <ChangesNotice list={list} />
          <Show when={list.list.isError}>
            <PageFailure error={list.list.error} retry={() => void list.refresh()} />
          </Show>
          <Switch fallback={<Rows />}>
            <Match when={list.list.isError && !list.data()}>{null}</Match>
            <Match when={list.data()?.total === 0 && !isFiltered(list.shownView())}>
              <NoUsers isAlone={false} onAdd={add} />
            </Match>
            <Match when={list.data()?.total === 0}>
              <NoMatch list={list} />
            </Match>
          </Switch>
          <Show when={isAlone()}>
            <NoUsers isAlone onAdd={add} />
          </Show>
          <Show when={list.data()}>
            <Later>
              <UsersPager list={list} />
            </Later>
          </Show>
          <Announcer list={list} />
        </div>
      </PageFrame>
      <FullText />
      <CopyIds />
      <Show when={menu()} keyed>
        {(open) => (
          <Menu
            label={usersTexts.actionsFor(personName(open.row))}
            anchor={open.anchor}
            items={rowMenu(
              present(open.row),
              (action) => choose(present(open.row), action),
              (action, now) => commands.note(open.row.id, action, now),
            )}
            onClose={() => setMenu(null)}
          />
        )}
      </Show>
      <Suspense>
        <Show when={dialog()} keyed>
          {(open) => <UserDialogs open={open} store={list} commands={commands} show={setDialog} />}
        </Show>
      </Suspense>
      <Suspense>
        <Show when={bulk()} keyed>
          {(action) => (
            <BulkDialog
              action={action}
              rows={selection.rows()}
              onDone={() => void list.refresh()}
              onClose={() => setBulk(null)}
            />
          )}
        </Show>
      </Suspense>
      <Suspense>
        <Show when={panel()} keyed>
          {(open) => <GridPanels open={open} list={list} onClose={() => setPanel(null)} />}
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
        <Show when={isNarrow()} fallback={<UsersTable list={list} menu={menuState} selection={selection} />}>
          <UserCards list={list} menu={menuState} selection={selection} />
        </Show>
      </div>
    );
  }

  /** The row as last fetched: it may have changed since its menu was opened. */
  function present(row: UserRow): UserRow {
    return list.rows().find(({ id }) => id === row.id) ?? row;
  }
}
