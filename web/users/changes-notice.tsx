import { Show } from "solid-js";
import { gridTexts } from "../texts/grid.ts";
import { Button } from "../ui/button.tsx";
import styles from "./changes-notice.module.css";
import { createListLive } from "./create-list-live.ts";
import type { UserListState } from "./create-user-list.ts";

/** Says that others have changed what is not on the page; shows it when asked. */
export function ChangesNotice(props: { list: UserListState }) {
  const live = createListLive(props.list);
  return (
    <div role="status">
      <p class="unseen">{live.news()}</p>
      <Show when={live.count() > 0}>
        <p class={styles.notice}>
          {gridTexts.changedElsewhere(live.count())}
          <Button tone="quiet" onClick={() => void props.list.refresh()}>
            {gridTexts.showChanges}
          </Button>
        </p>
      </Show>
    </div>
  );
}
