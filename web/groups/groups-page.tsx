import plus from "lucide-static/icons/plus.svg?raw";
import { createSignal, lazy, Match, Show, Suspense, Switch } from "solid-js";
import { QueryState } from "../shell/page-failure.tsx";
import { EmptyState, PageFrame } from "../shell/page-frame.tsx";
import { groupsTexts } from "../texts/groups.ts";
import { Button } from "../ui/button.tsx";
import { createMedia } from "../ui/create-media.ts";
import { createGroupList } from "./create-group-list.ts";
import { GroupCards } from "./group-cards.tsx";
import type { OpenDialog } from "./group-dialogs.tsx";
import { GroupsTable } from "./groups-table.tsx";

const GroupDialogs = lazy(() => import("./group-dialogs.tsx").then((module) => ({ default: module.GroupDialogs })));

export function GroupsPage() {
  const list = createGroupList();
  const isNarrow = createMedia("(max-width: 45rem)");
  const [dialog, setDialog] = createSignal<OpenDialog | null>(null);
  // What is typed right after a click must not get lost while the dialogs load.
  void GroupDialogs.preload();

  return (
    <PageFrame
      title={groupsTexts.title}
      isFetching={list.query.isFetching}
      error={list.query.error}
      notAllowedTitle={groupsTexts.notAllowedTitle}
      actions={
        <Show when={list.query.data}>
          <Button tone="primary" icon={plus} onClick={() => setDialog({ kind: "create" })}>
            {groupsTexts.add}
          </Button>
        </Show>
      }
    >
      <QueryState query={list.query} loading={groupsTexts.loading} />
      <Switch>
        <Match when={list.query.isError && !list.query.data}>{null}</Match>
        <Match when={isNarrow()}>
          <GroupCards list={list} open={setDialog} />
        </Match>
        <Match when={!isNarrow()}>
          <GroupsTable list={list} open={setDialog} />
        </Match>
      </Switch>
      <Show when={list.query.data && list.groups().every(({ isAdministrators }) => isAdministrators)}>
        <EmptyState title={groupsTexts.onlyAdministratorsTitle} text={groupsTexts.onlyAdministratorsText} />
      </Show>
      <Suspense>
        <Show when={dialog()} keyed>
          {(open) => <GroupDialogs open={open} list={list} onClose={() => setDialog(null)} />}
        </Show>
      </Suspense>
    </PageFrame>
  );
}
