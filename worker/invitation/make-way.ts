/**
 * Lets others be answered in the middle of a long piece of work. On one's own machine database, objects and calls share
 * a thread, which looks at what has come in only when it has nothing to do. Whoever has held it for long waits as long:
 * an answer that takes several calls to the database would else stand behind the next piece with each of them.
 */
export function makeWay(heldMs = 0): Promise<void> {
  return scheduler.wait(heldMs);
}
