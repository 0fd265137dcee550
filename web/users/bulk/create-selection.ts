import { createComputed, createSignal, on, onCleanup } from "solid-js";
import { exactTotalLimit } from "../../../shared/limits.ts";
import type { UserRow } from "../../../shared/outputs.ts";
import { useAccount } from "../../api/account-context.ts";
import { failureSentence } from "../../api/refusal.ts";
import { toast } from "../../ui/toaster.tsx";
import type { UserListState } from "../create-user-list.ts";
import { listInput } from "../list-view.ts";
import { pageState, rangeOf, refreshed, type Selection, withRows } from "./selection.ts";

/** Most users of one selection; page numbers reach as far. */
export const maxSelected = exactTotalLimit;

/** Who is chosen in the list, across pages and filters, until somebody clears it. */
export function createSelection(list: UserListState) {
  const { api } = useAccount();
  const [selection, setSelection] = createSignal<Selection>(new Map());
  const [gathered, setGathered] = createSignal<number | null>(null);
  let lastId: string | null = null;
  let gathering = 0;

  createComputed(on(list.rows, (rows) => setSelection((now) => refreshed(now, rows))));
  onCleanup(() => gathering++);

  function choose(row: UserRow, isChosen: boolean, isRange: boolean) {
    const rows = isRange ? rangeOf(list.rows(), lastId, row.id) : [row];
    setSelection(withRows(selection(), rows, isChosen));
    lastId = row.id;
  }

  /** Everybody whom the filters let through, page by page, as the list shows them. */
  async function chooseAll() {
    const mine = ++gathering;
    setGathered(0);
    try {
      const { page: _, ...input } = listInput({ ...list.view(), page: 1, pageSize: 100 }, Date.now());
      let cursor: string | null = null;
      let all: UserRow[] = [];
      do {
        const found: Awaited<ReturnType<typeof api.users.list.query>> = await api.users.list.query(
          cursor === null ? input : { ...input, cursor },
        );
        if (mine !== gathering) return;
        all = [...all, ...found.rows].slice(0, maxSelected);
        setGathered(all.length);
        cursor = found.nextCursor;
      } while (cursor !== null && all.length < maxSelected);
      setSelection(withRows(selection(), all, true));
    } catch (error) {
      toast(failureSentence(error), "error");
    } finally {
      if (mine === gathering) setGathered(null);
    }
  }

  function stopGathering() {
    gathering++;
    setGathered(null);
  }

  return {
    rows: () => [...selection().values()],
    size: () => selection().size,
    has: (userId: string) => selection().has(userId),
    pageState: () => pageState(selection(), list.rows()),
    choose,
    choosePage: (isChosen: boolean) => setSelection(withRows(selection(), list.rows(), isChosen)),
    chooseAll,
    /** How many have been found so far while everybody is being chosen. */
    gathered,
    stopGathering,
    clear() {
      stopGathering();
      setSelection(new Map());
    },
  };
}

export type SelectionState = ReturnType<typeof createSelection>;
