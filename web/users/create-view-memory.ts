import { createMemo, createSignal } from "solid-js";
import type { AccountContext } from "../api/account-context.ts";
import { storedMemories, storeMemories } from "./stored-memories.ts";
import { memoryOf, type ViewMemory } from "./view-memory.ts";

/** What this browser remembers of the list for whoever is signed in here; null while it is open whose memory counts. */
export function createViewMemory(account: AccountContext) {
  const [memories, setMemories] = createSignal(storedMemories(account.id));
  const userId = () => account.profile()?.userId;
  const known = createMemo(() => memoryOf(memories(), userId()));

  function remember(next: ViewMemory) {
    const id = userId();
    if (id === undefined) return;
    setMemories({ ...memories(), [id]: next });
    storeMemories(account.id, memories());
  }

  return { known, remember };
}
