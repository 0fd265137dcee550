import type { AccountContext } from "../api/account-context.ts";

/** What ids in events stand for: the account's groups, and the groups and API tokens that were removed last. */
export type EventNames = ReadonlyMap<string, string>;

export function eventNamesQuery({ id, api }: AccountContext) {
  return {
    queryKey: ["events.names", id],
    queryFn: async (): Promise<EventNames> => {
      const [groups, removed] = await Promise.all([
        api.groups.list.query(),
        api.events.list.query({ type: ["group.removed", "token.removed"], pageSize: 100 }),
      ]);
      const former = removed.rows.flatMap(({ details: { groupId, tokenId = groupId, name } }): [string, string][] =>
        typeof tokenId === "string" && typeof name === "string" ? [[tokenId, name]] : [],
      );
      return new Map<string, string>([...former, ...groups.map(({ id: key, name }): [string, string] => [key, name])]);
    },
  };
}
