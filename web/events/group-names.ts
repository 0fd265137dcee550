import type { AccountContext } from "../api/account-context.ts";

/** What the account's groups are called, and what those that were removed last were called. */
export function groupNamesQuery({ id, api }: AccountContext) {
  return {
    queryKey: ["groups.names", id],
    queryFn: async () => {
      const [groups, removed] = await Promise.all([
        api.groups.list.query(),
        api.events.list.query({ type: ["group.removed"], pageSize: 100 }),
      ]);
      const former = removed.rows.flatMap(({ details: { groupId, name } }): [string, string][] =>
        typeof groupId === "string" && typeof name === "string" ? [[groupId, name]] : [],
      );
      return new Map<string, string>([...former, ...groups.map(({ id: key, name }): [string, string] => [key, name])]);
    },
  };
}
