import { type ListView, type Params, readView, type ViewParams, viewParams } from "./list-view.ts";

/** What a browser remembers for one user of one account, as URL parameters: those are checked when they are read. */
export type ViewMemory = {
  /** The saved default view; null when none was saved. */
  view: Record<string, string> | null;
  /** Columns, their widths and rows per page as they were last. */
  last: Record<string, string>;
};

export const emptyMemory: ViewMemory = { view: null, last: {} };

const lastKeys = ["columns", "widths", "size"] as const;
/** Which page and how much of it is no part of a view that is saved. */
const passingKeys = ["page", "size"] as const;
/** In a URL that would be empty: really everything, not the view that was saved. */
const plainMark = { key: "view", value: "plain" } as const;

/** By user id; whatever else may stand there counts as nothing. */
export function parseMemories(stored: string | null): Record<string, ViewMemory> {
  try {
    const found: unknown = JSON.parse(stored ?? "{}");
    if (typeof found !== "object" || found === null) return {};
    return Object.fromEntries(Object.entries(found).map(([userId, memory]) => [userId, checked(memory)]));
  } catch {
    return {};
  }
}

function checked(memory: { view?: unknown; last?: unknown } | null): ViewMemory {
  return { view: memory?.view ? strings(memory.view) : null, last: strings(memory?.last) };
}

function strings(found: unknown): Record<string, string> {
  if (typeof found !== "object" || found === null) return {};
  return Object.fromEntries(Object.entries(found).filter(([, value]) => typeof value === "string"));
}

/**
 * Whose memory counts: that of whoever is signed in. Until that is known it is most likely the only one here; null where
 * there are several.
 */
export function memoryOf(memories: Record<string, ViewMemory>, userId: string | undefined): ViewMemory | null {
  if (userId !== undefined) return memories[userId] ?? emptyMemory;
  const [only = emptyMemory, ...others] = Object.values(memories);
  return others.length === 0 ? only : null;
}

/** The view that the URL asks for, or where this person begins when it asks for none; null while that is open. */
export function firstView(params: Params, memory: ViewMemory | null): ListView | null {
  if (!asksForNothing(params)) return readView(params);
  return memory && startView(memory);
}

/** Where the page begins when the URL asks for nothing. */
export function startView({ view, last }: ViewMemory): ListView {
  return { ...readView({ ...view, ...last }), page: 1 };
}

/** What "Default view" goes back to: as saved, columns included; rows per page stay. */
export function defaultView({ view }: ViewMemory, pageSize: ListView["pageSize"]): ListView {
  return { ...readView(view ?? {}), page: 1, pageSize };
}

export function isModified(view: ListView, memory: ViewMemory): boolean {
  return JSON.stringify(savedParams(view)) !== JSON.stringify(savedParams(readView(memory.view ?? {})));
}

export function rememberDefault(memory: ViewMemory, view: ListView | null): ViewMemory {
  return { ...memory, view: view && savedParams(view) };
}

export function rememberLast(memory: ViewMemory, view: ListView): ViewMemory {
  const params = viewParams(view);
  // Nothing, too, is a choice: "" outweighs what a saved view says.
  return { ...memory, last: Object.fromEntries(lastKeys.map((key) => [key, params[key] ?? ""])) };
}

function savedParams(view: ListView): Record<string, string> {
  return onlySet(viewParams(view), (key) => !passingKeys.some((passing) => passing === key));
}

/** The URL's parameters of a view: never none where that would mean another one. */
export function urlParams(view: ListView, memory: ViewMemory): ViewParams {
  const params = viewParams(view);
  const isEmpty = Object.values(params).every((value) => value === null);
  const startsElsewhere = Object.values(viewParams(startView(memory))).some((value) => value !== null);
  return { ...params, [plainMark.key]: isEmpty && startsElsewhere ? plainMark.value : null };
}

/** Nothing in the URL says which view is meant. */
export function asksForNothing(params: Params): boolean {
  return [...Object.keys(viewParams(readView({}))), plainMark.key].every((key) => params[key] === undefined);
}

function onlySet(params: ViewParams, wanted: (key: string) => boolean): Record<string, string> {
  const set = Object.entries(params).flatMap(([key, value]) => (value !== null && wanted(key) ? [[key, value]] : []));
  return Object.fromEntries(set);
}
