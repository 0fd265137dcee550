/** As a `ref`: what was pressed has gone with its step, and the focus with it, which this one takes over. */
export function takeFocus(element: HTMLElement): void {
  queueMicrotask(() => element.focus());
}
