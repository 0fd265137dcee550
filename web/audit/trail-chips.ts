import { createMemo } from "solid-js";
import { displayId } from "../../shared/ids.ts";
import { actorFilterWords, auditTexts, datePresetWords, eventWords } from "../texts/audit.ts";
import { shortDate } from "../ui/date-time.ts";
import { startOfDay } from "../ui/day.ts";
import type { Chip } from "../ui/filter-chips.tsx";
import { createUserName } from "../user-actions/create-user-name.ts";
import type { Trail } from "./create-trail.ts";
import type { TrailView } from "./trail-view.ts";

/** What narrows the trail, in words, each to be taken away by itself. */
export function createTrailChips(trail: Trail): { chips: () => Chip[]; names: FilterNames } {
  const names = createNames(trail);
  const chips = createMemo(() => {
    const { types, userId, actor, dates } = trail.view();
    const found: Chip[] = [];
    const add = (label: string, without: Partial<TrailView>) =>
      found.push({ label, remove: () => trail.show(without) });
    if (dates) add(datesText(dates), { dates: null });
    if (actor) add(auditTexts.byChip(actor.id ? names.actor() : actorFilterWords[actor.kind]), { actor: null });
    if (userId) add(auditTexts.aboutChip(names.user()), { userId: null });
    for (const type of types) add(eventWords[type], { types: types.filter((other) => other !== type) });
    return found;
  });
  return { chips, names };
}

/** What those are called who are filtered by. */
export type FilterNames = { user: () => string; actor: () => string };

function createNames({ view, events }: Trail): FilterNames {
  const personId = () => (view().actor?.kind === "user" ? (view().actor?.id ?? null) : null);
  const person = createUserName(personId);
  const token = () => {
    const id = view().actor?.id ?? "";
    return events.rows().find(({ actor }) => actor.id === id)?.actor.name ?? displayId(id);
  };
  return {
    user: createUserName(() => view().userId),
    actor: () => (personId() === null ? token() : person()),
  };
}

function datesText(dates: NonNullable<TrailView["dates"]>): string {
  if (typeof dates === "string") return datePresetWords[dates];
  const [from, to] = [dates.from, dates.to].map((day) => day && shortDate(startOfDay(day)));
  if (from && to) return auditTexts.fromTo(from, to);
  return from ? auditTexts.since(from) : auditTexts.until(to ?? "");
}
