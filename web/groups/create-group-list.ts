import { useQueryClient } from "@tanstack/solid-query";
import { onCleanup } from "solid-js";
import type { GroupRow } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { createQuery } from "../api/create-query.ts";
import { groupsQuery } from "../user-actions/groups-query.ts";

/** Many changes at once are one look at the groups. */
const gatherMs = 300;

/** The groups of the account, kept as they are there. */
export function createGroupList() {
  const account = useAccount();
  const queries = useQueryClient();
  const query = createQuery(() => groupsQuery(account));
  const groups = (): GroupRow[] => query.data ?? [];

  let timer: ReturnType<typeof setTimeout> | undefined;
  account.onChange(({ type }) => {
    // Users come, go and change groups; their mails change no group.
    if (!/^(group|user)\.|^invitation\.created$/.test(type)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void queries.invalidateQueries({ queryKey: ["groups.list", account.id] }), gatherMs);
  });
  onCleanup(() => clearTimeout(timer));

  /** After a change of one's own: done when this page shows it; other pages ask when they are opened. */
  async function changed() {
    for (const name of ["users.list", "events.list"]) {
      void queries.invalidateQueries({ queryKey: [name, account.id] });
    }
    await queries.invalidateQueries({ queryKey: ["groups.list", account.id] });
  }

  return { query, groups, changed };
}

export type GroupList = ReturnType<typeof createGroupList>;
