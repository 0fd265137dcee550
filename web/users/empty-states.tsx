import plus from "lucide-static/icons/plus.svg?raw";
import { EmptyState } from "../shell/page-frame.tsx";
import { gridTexts } from "../texts/grid.ts";
import { usersTexts } from "../texts/users.ts";
import { Button } from "../ui/button.tsx";
import type { UserListState } from "./create-user-list.ts";
import { noFilters } from "./view-filters.ts";

/** Nobody to see, or nobody but the one who looks. */
export function NoUsers(props: { isAlone: boolean; onAdd: () => void }) {
  return (
    <EmptyState title={props.isAlone ? gridTexts.aloneTitle : usersTexts.emptyTitle} text={usersTexts.emptyText}>
      <Button icon={plus} onClick={() => props.onAdd()}>
        {gridTexts.inviteFirst}
      </Button>
    </EmptyState>
  );
}

export function NoMatch(props: { list: UserListState }) {
  return (
    <div tabindex="-1" data-users-caption>
      <EmptyState title={usersTexts.noMatchTitle} text={usersTexts.noMatchText}>
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
      </EmptyState>
    </div>
  );
}
