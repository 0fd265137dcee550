import type { EventType } from "./events.ts";

/**
 * What an open page is told: that something changed, and about whom. It fetches the rest itself; with `bookmark`, from
 * nothing older than that moment of the database.
 */
export type LiveMessage = { seq: number; type: EventType; userId?: string; bookmark?: string };

/** What happened, as far as a page is told. What one call did to many has one `recordedAt`. */
export type LiveEvent = { seq: number; type: EventType; userId: string | null; recordedAt: number };

/** After more changes of one type than this a page had better look at everything again. */
const maxSingly = 10;

/** The messages for a run of events in their order: what was done to many at once is one of each type, and names nobody. */
export function liveMessages(events: LiveEvent[]): LiveMessage[] {
  const messages = [...Map.groupBy(events, ({ type }) => type).values()].flatMap((ofType) => {
    const calls = [...Map.groupBy(ofType, ({ recordedAt }) => recordedAt).values()];
    return (calls.length > maxSingly ? [ofType] : calls).flatMap(asOne);
  });
  return messages.sort((one, other) => one.seq - other.seq);
}

function asOne(events: LiveEvent[]): LiveMessage[] {
  return events.slice(-1).map(({ seq, type, userId }) => {
    return events.length > 1 || userId === null ? { seq, type } : { seq, type, userId };
  });
}

/** Why a page's connection was closed, as a WebSocket close code. */
export const liveClosed = { rightEnded: 4001, protocol: 4002 } as const;
