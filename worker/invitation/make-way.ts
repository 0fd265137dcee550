/**
 * Lets others be answered in the middle of a long piece of work. On one's own machine database, objects and calls share
 * a thread, which looks at what has come in only when it has nothing to do.
 */
export function makeWay(): Promise<void> {
  return scheduler.wait(0);
}
