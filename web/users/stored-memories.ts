import { parseMemories, type ViewMemory } from "./view-memory.ts";

/** What this browser remembers of the list of an account, by user id. */
export function storedMemories(accountId: string): Record<string, ViewMemory> {
  try {
    return parseMemories(localStorage.getItem(keyOf(accountId)));
  } catch {
    return {};
  }
}

export function storeMemories(accountId: string, memories: Record<string, ViewMemory>): void {
  try {
    localStorage.setItem(keyOf(accountId), JSON.stringify(memories));
  } catch {
    // Without storage it is remembered as long as the page.
  }
}

function keyOf(accountId: string): string {
  return `usher-users-${accountId}`;
}
