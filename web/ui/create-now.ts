import { createSignal, onCleanup } from "solid-js";

/** The clock as it goes on, for words such as "in 2 days". Ticks on `everyMs`. */
export function createNow(everyMs = 30_000): () => number {
  const [now, setNow] = createSignal(Date.now());
  const timer = setInterval(() => setNow(Date.now()), everyMs);
  onCleanup(() => clearInterval(timer));
  return now;
}
