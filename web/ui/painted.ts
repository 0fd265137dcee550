/**
 * Resolves after the next frame: what was pressed looks so before anything heavier is done. At once where nobody looks,
 * since there are no frames.
 */
export function painted(): Promise<void> {
  if (document.hidden) return Promise.resolve();
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });
}
