import { createComputed, createSignal, on } from "solid-js";
import type { EventList } from "../../shared/outputs.ts";
import { useAccount } from "../api/account-context.ts";
import { createQuery } from "../api/create-query.ts";
import { withNewest, withOlder } from "./event-list.ts";

const pageSize = 25;

/** What happened to one user, newest first, as far back as somebody has asked for. */
export function createEvents(userId: string) {
  const { id, api } = useAccount();
  const [known, setKnown] = createSignal<EventList | null>(null);
  const [isLoadingOlder, setLoadingOlder] = createSignal(false);
  const [olderError, setOlderError] = createSignal<unknown>(null);
  const newest = createQuery(() => ({
    queryKey: ["events.list", id, { userId, pageSize }],
    queryFn: () => api.events.list.query({ userId, pageSize }),
  }));
  createComputed(
    on(
      () => newest.data,
      (data) => data && setKnown((before) => withNewest(before, data)),
    ),
  );

  /** Answers how many came. */
  async function loadOlder(): Promise<number> {
    const cursor = known()?.nextCursor;
    if (!cursor || isLoadingOlder()) return 0;
    setLoadingOlder(true);
    setOlderError(null);
    try {
      const older = await api.events.list.query({ userId, pageSize, cursor });
      setKnown((before) => before && withOlder(before, older));
      return older.rows.length;
    } catch (error) {
      setOlderError(error);
      return 0;
    } finally {
      setLoadingOlder(false);
    }
  }

  return { newest, known, loadOlder, isLoadingOlder, olderError };
}
