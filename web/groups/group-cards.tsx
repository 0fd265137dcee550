import { For, Show } from "solid-js";
import { groupsTexts } from "../texts/groups.ts";
import { ForId } from "../ui/for-id.tsx";
import { Skeleton } from "../ui/spinner.tsx";
import type { GroupList } from "./create-group-list.ts";
import styles from "./group-cards.module.css";
import { ActionsCell, CountCell, NameCell } from "./group-cells.tsx";
import type { OpenDialog } from "./group-dialogs.tsx";

/** The rows of the table where there is no room for one. */
export function GroupCards(props: { list: GroupList; open: (dialog: OpenDialog) => void }) {
  return (
    <section aria-label={groupsTexts.caption} aria-busy={props.list.query.isFetching} tabindex="-1" data-groups-caption>
      <ul class={styles.cards}>
        <Show when={props.list.query.data} fallback={<SkeletonCards />}>
          <ForId each={props.list.groups()}>
            {(group) => (
              <li class={styles.card}>
                <div class={styles.head}>
                  <NameCell group={group()} />
                  <CountCell group={group()} />
                </div>
                <ActionsCell group={group()} open={props.open} />
              </li>
            )}
          </ForId>
        </Show>
      </ul>
    </section>
  );
}

function SkeletonCards() {
  return (
    <For each={[1, 2, 3]}>
      {() => (
        <li class={styles.card} aria-hidden="true">
          <Skeleton />
          <Skeleton size="short" />
        </li>
      )}
    </For>
  );
}
