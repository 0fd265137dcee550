import filterIcon from "lucide-static/icons/funnel.svg?raw";
import refreshCw from "lucide-static/icons/refresh-cw.svg?raw";
import { createSignal, lazy, Match, Show, Suspense, Switch } from "solid-js";
import { useAccount } from "../api/account-context.ts";
import { createQuery } from "../api/create-query.ts";
import { PageFailure } from "../shell/page-failure.tsx";
import { EmptyState, PageFrame } from "../shell/page-frame.tsx";
import { auditTexts } from "../texts/audit.ts";
import { Button } from "../ui/button.tsx";
import { createMedia } from "../ui/create-media.ts";
import { Alert } from "../ui/form.tsx";
import styles from "./audit-page.module.css";
import { createFlash } from "./create-flash.ts";
import { createTrail } from "./create-trail.ts";
import { EventCards } from "./event-cards.tsx";
import { EventsTable } from "./events-table.tsx";
import { ExportBar } from "./export-bar.tsx";
import { FilterChips } from "./filter-chips.tsx";
import { groupNamesQuery } from "./group-names.ts";
import { LoadOlder } from "./load-older.tsx";

const FilterDialog = lazy(() => import("./filter-dialog.tsx").then((module) => ({ default: module.FilterDialog })));

export function AuditPage() {
  const account = useAccount();
  const trail = createTrail();
  const isNarrow = createMedia("(max-width: 45rem)");
  const [isFiltering, setFiltering] = createSignal(false);
  const [fresh, showFresh] = createFlash();
  const namesGroups = () => trail.rows().some(({ details }) => Array.isArray(details.groupsBefore));
  const names = createQuery(() => ({ ...groupNamesQuery(account), enabled: namesGroups(), staleTime: 0 }));
  const filters = () => trail.view().types.length + (trail.view().userId ? 1 : 0);
  const shown = { trail, groupNames: (): ReadonlyMap<string, string> => names.data ?? new Map() };

  async function refresh() {
    await trail.refresh();
    if (!trail.list.isError()) showFresh(auditTexts.refreshed);
  }

  return (
    <PageFrame
      title={auditTexts.title}
      isFetching={trail.list.isFetching()}
      error={trail.list.error()}
      notAllowedTitle={auditTexts.notAllowedTitle}
    >
      <div class={styles.toolbar}>
        <Button icon={filterIcon} aria-haspopup="dialog" onClick={() => setFiltering(true)}>
          {filters() > 0 ? auditTexts.filterCount(filters()) : auditTexts.filter}
        </Button>
        <Button tone="quiet" icon={refreshCw} onClick={() => void refresh()}>
          {auditTexts.refresh}
        </Button>
        <span role="status" class={styles.fresh}>
          {fresh()}
        </span>
        <ExportBar view={trail.view()} />
      </div>
      <FilterChips trail={trail} />
      <div role="status">
        <Show when={trail.hasNew()}>
          <div class={styles.notice}>
            <p>{auditTexts.hasNew}</p>
            <Button onClick={() => void refresh()}>{auditTexts.showNewest}</Button>
          </div>
        </Show>
      </div>
      <Show when={trail.isMissing()}>
        <Alert tone="warning">
          <p>{auditTexts.linkedMissing(String(trail.linked()))}</p>
        </Alert>
      </Show>
      <Show when={trail.anchor() !== null && trail.isLoaded()}>
        <div class={styles.notice}>
          <p>{auditTexts.fromLinked}</p>
          <Button onClick={() => trail.show(trail.view())}>{auditTexts.showNewest}</Button>
        </div>
      </Show>
      <Show when={trail.list.isError() && trail.rows().length === 0}>
        <PageFailure error={trail.list.error()} retry={() => void trail.list.refetch()} />
      </Show>
      <Show when={trail.list.isPending()}>
        <p class="unseen" role="status">
          {auditTexts.loading}
        </p>
      </Show>
      <Switch fallback={<Rows />}>
        <Match when={trail.list.isError() && trail.rows().length === 0}>{null}</Match>
        <Match when={trail.isLoaded() && trail.rows().length === 0 && filters() > 0}>
          <EmptyState title={auditTexts.noMatchTitle} text={auditTexts.noMatchText}>
            <Button onClick={() => trail.show({ types: [], userId: null })}>{auditTexts.clearFilters}</Button>
          </EmptyState>
        </Match>
        <Match when={trail.isLoaded() && trail.rows().length === 0}>
          <EmptyState title={auditTexts.emptyTitle} text={auditTexts.emptyText} />
        </Match>
      </Switch>
      <Suspense>
        <Show when={isFiltering()}>
          <FilterDialog trail={trail} onClose={() => setFiltering(false)} />
        </Show>
      </Suspense>
    </PageFrame>
  );

  function Rows() {
    return (
      <div class={styles.rows} classList={{ [styles.old ?? ""]: trail.list.isPlaceholder() }}>
        <Show when={isNarrow()} fallback={<EventsTable {...shown} />}>
          <EventCards {...shown} />
        </Show>
        <LoadOlder trail={trail} />
      </div>
    );
  }
}
