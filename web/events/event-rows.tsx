import { createMemo, type JSX, Match, Show, Switch } from "solid-js";
import { useAccount } from "../api/account-context.ts";
import { createQuery } from "../api/create-query.ts";
import { PageFailure } from "../shell/page-failure.tsx";
import { auditTexts } from "../texts/audit.ts";
import { createMedia } from "../ui/create-media.ts";
import { createNow } from "../ui/create-now.ts";
import type { EventPages } from "./create-event-pages.ts";
import { EventCards } from "./event-cards.tsx";
import type { EventLinks, Shown } from "./event-cells.tsx";
import { type EventNames, eventNamesQuery } from "./event-names.ts";
import styles from "./event-rows.module.css";
import { EventsTable } from "./events-table.tsx";
import { LoadOlder } from "./load-older.tsx";

/** Events as rows or as cards, and all that can be the case instead. */
export function EventRows(props: {
  events: EventPages;
  links: EventLinks;
  /** All of them are about the same user, who needs no naming. */
  isAboutOne?: boolean;
  /** The event that a link has led to. */
  linked?: number | null;
  /** Where there is none. */
  empty: JSX.Element;
}) {
  const account = useAccount();
  const isNarrow = createMedia("(max-width: 45rem)");
  const now = createNow();
  const list = () => props.events.list;
  const needsNames = () =>
    props.events.rows().some(({ actor, details }) => {
      return Array.isArray(details.groupsBefore) || (actor.kind === "token" && !actor.name);
    });
  const query = createQuery(() => ({ ...eventNamesQuery(account), enabled: needsNames(), staleTime: 0 }));
  const names = createMemo((): EventNames => query.data ?? new Map());
  const isFailed = () => list().isError() && props.events.rows().length === 0;

  const shown: Shown = {
    rows: () => (list().pages() ? props.events.rows() : undefined),
    isBusy: () => list().isFetching(),
    now,
    names,
    links: () => props.links,
    isAboutOne: () => props.isAboutOne ?? false,
    linked: () => props.linked ?? null,
  };

  return (
    <>
      <Show when={list().isPending()}>
        <p class="unseen" role="status">
          {auditTexts.loading}
        </p>
      </Show>
      <Switch
        fallback={
          <div class={styles.rows} classList={{ [styles.old ?? ""]: list().isPlaceholder() }}>
            <Show when={isNarrow()} fallback={<EventsTable shown={shown} />}>
              <EventCards shown={shown} />
            </Show>
            <LoadOlder events={props.events} />
          </div>
        }
      >
        <Match when={isFailed()}>
          <PageFailure error={list().error()} retry={() => void list().refetch()} />
        </Match>
        <Match when={props.events.isLoaded() && props.events.rows().length === 0}>{props.empty}</Match>
      </Switch>
    </>
  );
}
