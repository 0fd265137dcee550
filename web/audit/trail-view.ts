import { type ActorKind, type EventType, eventTypes } from "../../shared/events.ts";
import { idPatterns } from "../../shared/ids.ts";
import type { EventsListInput } from "../../shared/inputs.ts";
import type { LiveMessage } from "../../shared/live.ts";
import { type Day, dayOf, readDay, startOfDay } from "../ui/day.ts";

export const actorKinds = ["user", "token", "invitee", "system"] as const satisfies ActorKind[];
/** With an id that one, without everybody of a kind. */
export type ActorFilter = { kind: ActorKind; id?: string };

export const datePresets = ["today", "7d", "30d"] as const;
export type DatePreset = (typeof datePresets)[number];
/** Whole days of the reader's, both included; null is no end. */
export type DateSpan = { from: Day | null; to: Day | null };

/** Which events are looked at, all of it in the URL. */
export type TrailView = {
  types: EventType[];
  userId: string | null;
  actor: ActorFilter | null;
  dates: DatePreset | DateSpan | null;
};

export const wholeTrail: TrailView = { types: [], userId: null, actor: null, dates: null };

type Params = Partial<Record<string, string | string[]>>;
type TrailFilter = NonNullable<EventsListInput>;

/** Whatever somebody put into the URL; what makes no sense counts as left out. */
export function readTrailView(params: Params): TrailView {
  const wanted = text(params.type).split(",");
  const userId = text(params.user);
  return {
    types: eventTypes.filter((type) => wanted.includes(type)),
    userId: idPatterns.user.test(userId) ? userId : null,
    actor: readActor(text(params.actor)),
    dates: readDates(text(params.date)),
  };
}

/** The part of the URL behind the path. */
export function trailSearch({ types, userId, actor, dates }: TrailView): string {
  const parts = [
    ...(types.length > 0 ? [`type=${types.join(",")}`] : []),
    ...(userId ? [`user=${userId}`] : []),
    ...(actor ? [`actor=${actor.id ?? actor.kind}`] : []),
    ...(dates ? [`date=${typeof dates === "string" ? dates : `${dates.from ?? ""}..${dates.to ?? ""}`}`] : []),
  ];
  return parts.length > 0 ? `?${parts.join("&")}` : "";
}

export function trailFilter({ types, userId, actor, dates }: TrailView, today: Day): TrailFilter {
  return {
    ...(types.length > 0 ? { type: types } : {}),
    ...(userId ? { userId } : {}),
    ...(actor ? { actor: actor as TrailFilter["actor"] } : {}),
    ...span(dates, today),
  };
}

const presetDays = { today: 1, "7d": 7, "30d": 30 } as const satisfies Record<DatePreset, number>;

function span(dates: TrailView["dates"], today: Day): { from?: number; before?: number } {
  if (dates === null) return {};
  // To this moment, however long the page stays open.
  if (typeof dates === "string") return { from: startOfDay(today, 1 - presetDays[dates]) };
  const { from, to } = dates;
  return { ...(from ? { from: startOfDay(from) } : {}), ...(to ? { before: startOfDay(to, 1) } : {}) };
}

/** The event that a link's `#` names. */
export function linkedSeq(hash: string): number | null {
  return /^#\d{1,15}$/.test(hash) ? Number(hash.slice(1)) : null;
}

/**
 * Whether an event that was just told of can belong to what is looked at. Several told as one name no user, and who did
 * it is never told.
 */
export function isInView(view: TrailView, { type, userId: about }: LiveMessage, now: number): boolean {
  const { before = Number.POSITIVE_INFINITY } = span(view.dates, dayOf(now));
  const isOfType = view.types.length === 0 || view.types.includes(type);
  return now < before && isOfType && (view.userId === null || about === undefined || about === view.userId);
}

/** An id tells what it is of. */
function readActor(word: string): ActorFilter | null {
  if (idPatterns.user.test(word)) return { kind: "user", id: word };
  if (idPatterns.token.test(word)) return { kind: "token", id: word };
  const kind = actorKinds.find((each) => each === word);
  return kind ? { kind } : null;
}

function readDates(word: string): TrailView["dates"] {
  const preset = datePresets.find((each) => each === word);
  if (preset) return preset;
  const [from = "", to = ""] = word.split("..");
  const dates = { from: readDay(from), to: readDay(to) };
  return dates.from || dates.to ? dates : null;
}

function text(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? "";
}
