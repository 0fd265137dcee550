import type { AccountContext } from "../api/account-context.ts";

/** The account's groups, for every form that offers them. */
export function groupsQuery({ id, api }: AccountContext) {
  return { queryKey: ["groups.list", id], queryFn: () => api.groups.list.query() };
}
