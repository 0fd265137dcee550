import { createEffect, createMemo, onCleanup } from "solid-js";
import type { LiveMessage } from "../../shared/live.ts";
import { browserHost } from "./browser-host.ts";
import { openLive } from "./live-connection.ts";

type Listener = (message: LiveMessage) => void;

/** One connection for all pages of an account, open while `mayListen`. `ended` is called when the right to it ends. */
export function createLive(accountId: string, mayListen: () => boolean, ended: () => void) {
  const listeners = new Set<Listener>();
  // Asked again with every refetch of the profile: the connection stays as long as the answer does.
  const isAllowed = createMemo(mayListen);
  createEffect(() => {
    if (!isAllowed()) return;
    const message: Listener = (change) => {
      for (const listener of listeners) listener(change);
    };
    let close: (() => void) | undefined;
    // Opening it takes as long as ten rows, and who may listen is known at the same time as they are.
    const opening = setTimeout(() => {
      close = openLive(accountId, { message, ended }, browserHost);
    });
    onCleanup(() => {
      clearTimeout(opening);
      close?.();
    });
  });
  return (listener: Listener) => {
    listeners.add(listener);
    onCleanup(() => listeners.delete(listener));
  };
}
