import hourglass from "lucide-static/icons/hourglass.svg?raw";
import messageCircleQuestion from "lucide-static/icons/message-circle-question-mark.svg?raw";
import { For, type JSX, Show } from "solid-js";
import { listedStatuses, userStatuses } from "../../shared/status.ts";
import { gridTexts } from "../texts/grid.ts";
import { statusWords, usersTexts } from "../texts/users.ts";
import { count } from "../ui/date-time.ts";
import { Icon } from "../ui/icon.tsx";
import type { UserListState } from "./create-user-list.ts";
import { expiringSoon, type Filters } from "./list-view.ts";
import styles from "./quick-filters.module.css";

const none = { status: [], expiring: null, hasAskedAgain: false } satisfies Partial<Filters>;

/** One press for one status or concern. Several at once, and everything else, is in the filter panel. */
export function QuickFilters(props: { list: UserListState }) {
  const view = () => props.list.view();
  const counts = () => props.list.counts.data;
  const everybody = () => {
    const known = counts();
    return known && listedStatuses.reduce((sum, status) => sum + known[status], 0);
  };

  return (
    // A fieldset brings a legend to lay out; the group has its name without one.
    // biome-ignore lint/a11y/useSemanticElements: see above
    <div class={styles.filters} role="group" aria-label={usersTexts.status}>
      <QuickFilter
        isOn={view().status.length === 0 && !view().expiring && !view().hasAskedAgain}
        count={everybody()}
        onPress={() => props.list.change(none)}
      >
        {gridTexts.all}
      </QuickFilter>
      <For each={userStatuses}>
        {(status) => {
          const isOnly = () => view().status.length === 1 && view().status[0] === status;
          return (
            <QuickFilter
              isOn={view().status.includes(status)}
              count={counts()?.[status]}
              onPress={() => props.list.change({ ...none, status: isOnly() ? [] : [status] })}
            >
              {statusWords[status]}
            </QuickFilter>
          );
        }}
      </For>
      <div class={styles.concerns}>
        <QuickFilter
          isOn={view().expiring === expiringSoon}
          count={null}
          onPress={() =>
            props.list.change({ ...none, expiring: view().expiring === expiringSoon ? null : expiringSoon })
          }
        >
          <Icon svg={hourglass} />
          {gridTexts.expiring}
        </QuickFilter>
        <QuickFilter
          isOn={view().hasAskedAgain}
          count={null}
          onPress={() => props.list.change({ ...none, hasAskedAgain: !view().hasAskedAgain })}
        >
          <Icon svg={messageCircleQuestion} />
          {gridTexts.askedAgain}
        </QuickFilter>
      </div>
    </div>
  );
}

/** Undefined while it is not known how many there are: its place is kept. Null: nobody counts them. */
type Count = number | undefined | null;

function QuickFilter(props: { isOn: boolean; count: Count; onPress: () => void; children: JSX.Element }) {
  return (
    <button type="button" class={styles.filter} aria-pressed={props.isOn} onClick={() => props.onPress()}>
      {props.children}
      <Show when={props.count !== null}>
        <span class={styles.count}> {typeof props.count === "number" ? count(props.count) : ""}</span>
      </Show>
    </button>
  );
}
