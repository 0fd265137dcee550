import { createSignal, onCleanup } from "solid-js";

/** Whether a media query holds, as it changes. */
export function createMedia(query: string): () => boolean {
  const media = matchMedia(query);
  const [holds, setHolds] = createSignal(media.matches);
  const update = () => setHolds(media.matches);
  media.addEventListener("change", update);
  onCleanup(() => media.removeEventListener("change", update));
  return holds;
}
