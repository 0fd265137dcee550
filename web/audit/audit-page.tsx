import filterIcon from "lucide-static/icons/funnel.svg?raw";
import refreshCw from "lucide-static/icons/refresh-cw.svg?raw";
import { createEffect, createSignal, lazy, Show, Suspense } from "solid-js";
import type { EventLinks } from "../events/event-cells.tsx";
import { EventRows } from "../events/event-rows.tsx";
import { EmptyState, PageFrame } from "../shell/page-frame.tsx";
import { auditTexts } from "../texts/audit.ts";
import { uiTexts } from "../texts/ui.ts";
import { Button } from "../ui/button.tsx";
import { createFlash } from "../ui/create-flash.ts";
import { FilterChips } from "../ui/filter-chips.tsx";
import { Alert } from "../ui/form.tsx";
import styles from "./audit-page.module.css";
import { createTrail } from "./create-trail.ts";
import { ExportBar } from "./export-bar.tsx";
import { createTrailChips } from "./trail-chips.ts";
import { trailSearch, wholeTrail } from "./trail-view.ts";

const FilterPanel = lazy(() => import("./filter-panel.tsx").then((module) => ({ default: module.FilterPanel })));

export function AuditPage() {
  const trail = createTrail();
  const { chips, names } = createTrailChips(trail);
  const [anchor, setAnchor] = createSignal<HTMLElement | null>(null);
  const [fresh, showFresh] = createFlash();
  const { list } = trail.events;
  // Unreachable now, it is fetched when it is opened.
  createEffect(() => trail.events.isLoaded() && void FilterPanel.preload().catch(() => undefined));

  const links: EventLinks = {
    event: (seq) => `${trail.hrefOf(trail.view())}#${seq}`,
    byActor: ({ kind, id }) => {
      // Invitees act as nobody in particular: what one of them did is found by whom it is about.
      if (kind === "invitee") return null;
      const next = { ...trail.view(), actor: { kind, ...(id ? { id } : {}) } };
      return trailSearch(next) === trailSearch(trail.view()) ? null : trail.hrefOf(next);
    },
    aboutUser: (userId) => (userId === trail.view().userId ? null : trail.hrefOf({ ...trail.view(), userId })),
  };

  async function refresh() {
    await trail.refresh();
    if (!list.isError()) showFresh(auditTexts.refreshed);
  }

  return (
    <PageFrame
      title={auditTexts.title}
      isFetching={list.isFetching()}
      error={list.error()}
      notAllowedTitle={auditTexts.notAllowedTitle}
    >
      <div class={styles.toolbar}>
        <Button
          icon={filterIcon}
          aria-haspopup="dialog"
          aria-expanded={anchor() !== null}
          data-filter-start
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          {chips().length > 0 ? auditTexts.filterCount(chips().length) : auditTexts.filter}
        </Button>
        <Button tone="quiet" icon={refreshCw} onClick={() => void refresh()}>
          {auditTexts.refresh}
        </Button>
        <span role="status" class={styles.fresh}>
          {fresh()}
        </span>
        <ExportBar filter={trail.filter()} />
      </div>
      <FilterChips chips={chips()} clear={() => trail.show(wholeTrail)} />
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
      <Show when={trail.anchor() !== null && trail.events.isLoaded()}>
        <div class={styles.notice}>
          <p>{auditTexts.fromLinked}</p>
          <Button onClick={() => trail.show({})}>{auditTexts.showNewest}</Button>
        </div>
      </Show>
      <EventRows events={trail.events} links={links} linked={trail.linked()} empty={<NoEvents />} />
      <Suspense>
        <Show when={anchor()} keyed>
          {(button) => <FilterPanel trail={trail} names={names} anchor={button} onClose={() => setAnchor(null)} />}
        </Show>
      </Suspense>
    </PageFrame>
  );

  function NoEvents() {
    return (
      <Show
        when={chips().length > 0}
        fallback={<EmptyState title={auditTexts.emptyTitle} text={auditTexts.emptyText} />}
      >
        <EmptyState title={auditTexts.noMatchTitle} text={auditTexts.noMatchText}>
          <Button onClick={() => trail.show(wholeTrail)}>{uiTexts.clearFilters}</Button>
        </EmptyState>
      </Show>
    );
  }
}
