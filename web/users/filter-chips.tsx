import x from "lucide-static/icons/x.svg?raw";
import { createEffect, createMemo, For, on, Show } from "solid-js";
import { useAccount } from "../api/account-context.ts";
import { createQuery } from "../api/create-query.ts";
import { gridTexts } from "../texts/grid.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { createUserName } from "../user-actions/create-user-name.ts";
import { groupsQuery } from "../user-actions/groups-query.ts";
import type { UserListState } from "./create-user-list.ts";
import styles from "./filter-chips.module.css";
import type { ListView } from "./list-view.ts";
import { filterChips, noFilters } from "./view-filters.ts";

/** Every filter that is on, each with a way out of it, and one out of all. */
export function FilterChips(props: { list: UserListState }) {
  const account = useAccount();
  const view = () => props.list.view();
  // Only a filter by group needs to know what groups are called.
  const groups = createQuery(() => ({ ...groupsQuery(account), enabled: view().groupId !== null }));
  const inviterName = createUserName(() => view().invitedBy);
  const names = {
    group: (groupId: string) =>
      groups.data?.find(({ id }) => id === groupId)?.name ?? (groups.isSuccess ? gridTexts.unknownGroup : "…"),
    user: () => inviterName(),
  };
  const chips = createMemo(() => filterChips(view(), names));
  let list: HTMLUListElement | undefined;
  let pressed: number | null = null;

  function take(place: number, without: Partial<ListView>) {
    pressed = place;
    props.list.change(without);
  }

  // What was pressed is gone then: the focus stays among the chips, or goes to where filters begin.
  createEffect(
    on(
      chips,
      ({ length }) => {
        if (pressed === null) return;
        const next = list?.querySelectorAll("button")[Math.min(pressed, length - 1)];
        pressed = null;
        (length > 0 ? next : document.querySelector<HTMLElement>("[data-filter-start]"))?.focus();
      },
      { defer: true },
    ),
  );

  return (
    <Show when={chips().length > 0}>
      <ul ref={list} class={styles.chips} aria-label={gridTexts.filters}>
        <For each={chips()}>
          {(chip, place) => (
            <li>
              <button
                type="button"
                class={styles.chip}
                aria-label={gridTexts.removeFilter(chip.label)}
                onClick={() => take(place(), chip.without)}
              >
                <bdi>{chip.label}</bdi>
                <Icon svg={x} />
              </button>
            </li>
          )}
        </For>
        <li>
          <Button tone="quiet" class={styles.all ?? ""} onClick={() => take(0, noFilters)}>
            {gridTexts.clearAll}
          </Button>
        </li>
      </ul>
    </Show>
  );
}
