import { createMemo, createSignal, onCleanup } from "solid-js";

/** How many more with each frame: so few that whoever presses a key meanwhile need not wait for them. */
const step = 25;

/**
 * A long list as it becomes visible: what fills the screen at once, the rest in the frames after it. A list that is
 * mostly there already stays whole. `height` is what an item takes at least, in pixels, and its share of all above.
 */
export function createGrowing<T extends { id: string }>(all: () => readonly T[], height: number): () => readonly T[] {
  let before = new Set<string>();
  const growing = createMemo(() => {
    const rows = all();
    const screenful = Math.ceil(innerHeight / height);
    const fresh = rows.filter(({ id }) => !before.has(id)).length;
    before = new Set(rows.map(({ id }) => id));
    if (fresh <= screenful) return () => rows;
    const [count, setCount] = createSignal(screenful);
    onCleanup(afterEachFrame(() => setCount(count() + step) < rows.length));
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
