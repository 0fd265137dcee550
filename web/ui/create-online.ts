import { createSignal, onCleanup } from "solid-js";

/** Whether the browser has a network, as it changes. */
export function createOnline(): () => boolean {
  const [isOnline, setOnline] = createSignal(navigator.onLine);
  const update = () => setOnline(navigator.onLine);
  addEventListener("online", update);
  addEventListener("offline", update);
  onCleanup(() => {
    removeEventListener("online", update);
    removeEventListener("offline", update);
  });
  return isOnline;
}
