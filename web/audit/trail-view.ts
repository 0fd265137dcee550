import { type EventType, eventTypes } from "../../shared/events.ts";
import { idPatterns } from "../../shared/ids.ts";
import type { EventsListInput } from "../../shared/inputs.ts";
import type { LiveMessage } from "../../shared/live.ts";

/** Which events are looked at, all of it in the URL. */
export type TrailView = { types: EventType[]; userId: string | null };

type Params = Partial<Record<string, string | string[]>>;

/** Whatever somebody put into the URL; what makes no sense counts as left out. */
export function readTrailView(params: Params): TrailView {
  const wanted = text(params.type).split(",");
  const userId = text(params.user);
  return {
    types: eventTypes.filter((type) => wanted.includes(type)),
    userId: idPatterns.user.test(userId) ? userId : null,
  };
}

/** The part of the URL behind the path. */
export function trailSearch({ types, userId }: TrailView): string {
  const parts = [...(types.length > 0 ? [`type=${types.join(",")}`] : []), ...(userId ? [`user=${userId}`] : [])];
  return parts.length > 0 ? `?${parts.join("&")}` : "";
}

export function trailInput({ types, userId }: TrailView): EventsListInput {
  return { ...(types.length > 0 ? { type: types } : {}), ...(userId ? { userId } : {}) };
}

/** The event that a link's `#` names. */
export function linkedSeq(hash: string): number | null {
  return /^#\d{1,15}$/.test(hash) ? Number(hash.slice(1)) : null;
}

/** Whether an event that was just told of belongs to what is looked at. Several told as one name no user. */
export function isInView({ types, userId }: TrailView, { type, userId: about }: LiveMessage): boolean {
  const isOfType = types.length === 0 || types.includes(type);
  return isOfType && (userId === null || about === undefined || about === userId);
}

function text(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? "";
}
