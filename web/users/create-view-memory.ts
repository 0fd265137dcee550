import { createMemo, createSignal } from "solid-js";
import type { AccountContext } from "../api/account-context.ts";
import { emptyMemory, parseMemories, type ViewMemory } from "./view-memory.ts";

/** What this browser remembers of the list for whoever is signed in here. */
export function createViewMemory(account: AccountContext) {
  const key = `usher-users-${account.id}`;
  const [memories, setMemories] = createSignal(parseMemories(stored(key)));
  const userId = () => account.profile()?.userId;
  const memory = createMemo((): ViewMemory => memories()[userId() ?? ""] ?? emptyMemory);

  function remember(next: ViewMemory) {
    const id = userId();
    if (id === undefined) return;
    setMemories({ ...memories(), [id]: next });
    try {
      localStorage.setItem(key, JSON.stringify(memories()));
    } catch {
      // Without storage it is remembered as long as the page.
    }
  }

  return {
    memory,
    remember,
    /** False as long as it is open whose memory counts; whoever comes to an empty one need not wait. */
    isKnown: () => userId() !== undefined || Object.keys(memories()).length === 0,
  };
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
