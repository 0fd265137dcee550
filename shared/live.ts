import type { EventType } from "./events.ts";

/** What an open page is told: that something changed, and about whom. It fetches the rest itself. */
export type LiveMessage = { seq: number; type: EventType; userId?: string };

/** More changes of one type at once than this are one message without a user: look at everything again. */
const maxSingly = 10;

/** The messages for a run of events in their order. */
export function liveMessages(events: { seq: number; type: EventType; userId: string | null }[]): LiveMessage[] {
  const counts = new Map<EventType, number>();
  for (const { type } of events) counts.set(type, (counts.get(type) ?? 0) + 1);
  const last = new Map(events.map(({ seq, type }) => [type, seq]));
  return events.flatMap(({ seq, type, userId }) => {
    if ((counts.get(type) ?? 0) > maxSingly) return last.get(type) === seq ? [{ seq, type }] : [];
    return [userId === null ? { seq, type } : { seq, type, userId }];
  });
}

/** Why a page's connection was closed, as a WebSocket close code. */
export const liveClosed = { rightEnded: 4001, protocol: 4002 } as const;
