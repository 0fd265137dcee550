import { createMemo, createSignal, onCleanup } from "solid-js";

/** More than a screen of rows; fewer are never divided. */
const atOnce = 25;

/**
 * A long list as it becomes visible: what fills the screen at once, the rest in the frames after it, so that whoever
 * presses a key meanwhile need not wait for rows further down. A list that is mostly there already stays whole.
 */
export function createGrowing<T extends { id: string }>(all: () => readonly T[]): () => readonly T[] {
  let before = new Set<string>();
  const growing = createMemo(() => {
    const rows = all();
    const fresh = rows.filter(({ id }) => !before.has(id)).length;
    before = new Set(rows.map(({ id }) => id));
    if (fresh <= atOnce) return () => rows;
    const [count, setCount] = createSignal(atOnce);
    onCleanup(afterEachFrame(() => setCount(count() + atOnce) < rows.length));
    return () => rows.slice(0, count());
  });
  return () => growing()();
}

/** Runs after the next frame was painted, and again as long as it answers true. */
function afterEachFrame(run: () => boolean): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame = 0;
  function next() {
    frame = requestAnimationFrame(() => {
      timer = setTimeout(() => run() && next());
    });
  }
  next();
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
