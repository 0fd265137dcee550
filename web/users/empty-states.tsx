import { A } from "@solidjs/router";
import plus from "lucide-static/icons/plus.svg?raw";
import { Show } from "solid-js";
import { failureSentence } from "../api/refusal.ts";
import { gridTexts } from "../texts/grid.ts";
import { shellTexts } from "../texts/shell.ts";
import { usersTexts } from "../texts/users.ts";
import { Button } from "../ui/button.tsx";
import type { UserListState } from "./create-user-list.ts";
import styles from "./empty-states.module.css";
import { noFilters } from "./view-filters.ts";

/** Nobody to see, or nobody but the one who looks. */
export function NoUsers(props: { isAlone: boolean; onAdd: () => void }) {
  return (
    <div class={styles.empty}>
      <h2>{props.isAlone ? gridTexts.aloneTitle : usersTexts.emptyTitle}</h2>
      <p>{usersTexts.emptyText}</p>
      <Button icon={plus} onClick={() => props.onAdd()}>
        {gridTexts.inviteFirst}
      </Button>
    </div>
  );
}

export function NoMatch(props: { list: UserListState }) {
  return (
    <div class={styles.empty} tabindex="-1" data-users-caption>
      <h2>{usersTexts.noMatchTitle}</h2>
      <p>{usersTexts.noMatchText}</p>
      <Button
        onClick={(event) => {
          // This button goes with what it clears.
          const card = event.currentTarget.closest<HTMLElement>("[data-users-card]");
          props.list.change(noFilters);
          card?.querySelector<HTMLElement>("[data-filter-start]")?.focus();
        }}
      >
        {usersTexts.clearFilters}
      </Button>
    </div>
  );
}

export function NotAllowed(props: { error: unknown }) {
  return (
    <div class={styles.empty}>
      <h2>{usersTexts.notAllowedTitle}</h2>
      <Show when={props.error}>
        <p>{failureSentence(props.error)}</p>
      </Show>
      <A href="/accounts">{shellTexts.myAccounts}</A>
    </div>
  );
}
