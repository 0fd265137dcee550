import { createSignal, For, Match, Show, Switch } from "solid-js";
import { isRecordedLate } from "../../shared/events.ts";
import type { EventRow } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { createQuery } from "../api/create-query.ts";
import { PageFailure } from "../shell/page-failure.tsx";
import { actorName, actorWords, eventWords } from "../texts/audit.ts";
import { userTexts } from "../texts/user.ts";
import { Button } from "../ui/button.tsx";
import { createNow } from "../ui/create-now.ts";
import { fullInstant, relativeTime } from "../ui/date-time.ts";
import { Instant } from "../ui/instant.tsx";
import { groupsQuery } from "../user-actions/groups-query.ts";
import styles from "./audit-tab.module.css";
import { Card } from "./card.tsx";
import { createEvents } from "./create-events.ts";
import { eventDetail } from "./event-detail.ts";
import { SkeletonLines } from "./skeleton-lines.tsx";

export function AuditTab(props: { userId: string }) {
  const account = useAccount();
  const events = createEvents(props.userId);
  const groups = createQuery(() => groupsQuery(account));
  const groupNames = () => new Map((groups.data ?? []).map(({ id, name }) => [id, name]));
  const now = createNow();
  const [said, setSaid] = createSignal("");
  let list: HTMLOListElement | undefined;

  async function loadOlder() {
    setSaid("");
    const count = await events.loadOlder();
    if (count > 0) setSaid(userTexts.loadedOlder(count));
    // The button may have gone with the last page.
    if (document.activeElement === document.body) list?.focus();
  }

  return (
    <Card title={userTexts.audit}>
      <Show when={events.newest.isError}>
        <PageFailure error={events.newest.error} retry={() => void events.newest.refetch()} />
      </Show>
      <Switch>
        <Match when={events.known()?.rows.length === 0}>
          <p>{userTexts.noEvents}</p>
        </Match>
        <Match when={events.known()}>
          {(known) => (
            <>
              <ol ref={list} class={styles.events} tabindex="-1">
                <For each={known().rows}>
                  {(event) => <Event event={event} detail={eventDetail(event, groupNames())} now={now()} />}
                </For>
              </ol>
              <Show when={events.olderError()}>
                <PageFailure error={events.olderError()} retry={() => void loadOlder()} />
              </Show>
              <Show when={known().nextCursor} fallback={<p class={styles.end}>{userTexts.beginning}</p>}>
                <Button class={styles.older} isBusy={events.isLoadingOlder()} onClick={() => void loadOlder()}>
                  {userTexts.loadOlder}
                </Button>
              </Show>
            </>
          )}
        </Match>
        <Match when={events.newest.isPending}>
          <p class="unseen" role="status">
            {userTexts.loadingEvents}
          </p>
          <SkeletonLines count={6} />
        </Match>
      </Switch>
      <p class="unseen" role="status">
        {said()}
      </p>
    </Card>
  );
}

function Event(props: { event: EventRow; detail: string; now: number }) {
  const actor = () => props.event.actor;
  return (
    <li class={styles.event}>
      <time class={styles.when} dateTime={new Date(props.event.at).toISOString()} title={fullInstant(props.event.at)}>
        <span>{relativeTime(props.event.at, props.now)}</span>
        <span class={styles.soft}>
          <Instant at={props.event.at} show="both" />
        </span>
      </time>
      <div class={styles.what}>
        <span class={styles.word}>{eventWords[props.event.type]}</span>
        <Show when={props.detail}>
          <span>{props.detail}</span>
        </Show>
        <span class={styles.soft}>
          <bdi>{actorName(actor())}</bdi>
          <Show when={actor().kind !== "system"}> · {actorWords[actor().kind]}</Show>
          <Show when={isRecordedLate(props.event)}>
            {" · "}
            {userTexts.recorded} <Instant at={props.event.recordedAt} show="both" />
          </Show>
        </span>
      </div>
    </li>
  );
}
