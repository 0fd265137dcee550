import { useQueryClient } from "@tanstack/solid-query";
import type { UserList, UserRow } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { createQuery } from "../api/create-query.ts";
import { createDeadlineTimer } from "../user-actions/create-deadline-timer.ts";

/** One user and their invitations, kept fresh by commands, by what others change, and by the clock. */
export function createUser(userId: string) {
  const account = useAccount();
  const queries = useQueryClient();
  const listKey = ["users.list", account.id];
  const userKey = ["users.get", account.id, userId];
  const historyKey = ["invitations.history", account.id, userId];

  const user = createQuery<UserRow>(() => ({
    queryKey: userKey,
    queryFn: () => account.api.users.get.query({ userId }),
    // Whoever comes from the list sees its row at once.
    placeholderData: () =>
      queries
        .getQueriesData<UserList>({ queryKey: listKey })
        .flatMap(([, list]) => list?.rows ?? [])
        .find(({ id }) => id === userId),
  }));
  const history = createQuery(() => ({
    queryKey: historyKey,
    queryFn: () => account.api.invitations.history.query({ userId }),
  }));

  function patch(fresh: UserRow) {
    if (fresh.id === userId) queries.setQueryData(userKey, fresh);
    void queries.invalidateQueries({ queryKey: historyKey });
  }

  async function refresh() {
    const about = [userKey, historyKey, ["events.list", account.id], listKey, ["users.counts", account.id]];
    await Promise.all(about.map((queryKey) => queries.invalidateQueries({ queryKey })));
  }

  account.onChange(({ type, userId: about }) => {
    if (about === userId || about === undefined || type.startsWith("group.")) void refresh();
  });

  createDeadlineTimer(
    () => (user.data?.status === "invited" ? user.data.expiresAt : null),
    () => void refresh(),
  );

  return { user, history, patch, refresh };
}

export type UserState = ReturnType<typeof createUser>;
