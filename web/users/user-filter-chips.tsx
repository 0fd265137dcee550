import { createMemo } from "solid-js";
import { useAccount } from "../api/account-context.ts";
import { createQuery } from "../api/create-query.ts";
import { gridTexts } from "../texts/grid.ts";
import { FilterChips } from "../ui/filter-chips.tsx";
import { createUserName } from "../user-actions/create-user-name.ts";
import { groupsQuery } from "../user-actions/groups-query.ts";
import type { UserListState } from "./create-user-list.ts";
import { filterChips, noFilters } from "./view-filters.ts";

/** What narrows the list of users, in words. */
export function UserFilterChips(props: { list: UserListState }) {
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
  const chips = createMemo(() =>
    filterChips(view(), names).map(({ label, without }) => ({ label, remove: () => props.list.change(without) })),
  );
  return <FilterChips chips={chips()} clear={() => props.list.change(noFilters)} />;
}
