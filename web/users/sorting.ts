import { type SortKey, sortKeys } from "../../shared/user-sort.ts";

export type Direction = "asc" | "desc";
/** The first key decides, the next ones only among equals. */
export type Sort = { by: SortKey; dir: Direction };

/** `status.asc,name.desc`; a key counts once, and what is none is left out. */
export function readSort(text: string): Sort[] {
  const sorts: Sort[] = [];
  for (const part of text.split(",")) {
    const [word, dir] = part.split(".");
    const by = sortKeys.find((key) => key === word);
    if (by && !sorts.some((sort) => sort.by === by)) sorts.push({ by, dir: dir === "desc" ? "desc" : "asc" });
  }
  return sorts;
}

export function writeSort(sorts: readonly Sort[]): string | null {
  return sorts.map(({ by, dir }) => `${by}.${dir}`).join(",") || null;
}

/** What the list is in the order of: without a choice that is the name. */
export function effectiveSort(sorts: readonly Sort[]): readonly Sort[] {
  return sorts.length > 0 ? sorts : [{ by: "name", dir: "asc" }];
}

/** From a header: turns a key of several around, else the column becomes the only one. */
export function sortByColumn(sorts: readonly Sort[], by: SortKey, dir: Direction): Sort[] {
  if (sorts.length < 2 || !sorts.some((sort) => sort.by === by)) return [{ by, dir }];
  return sorts.map((sort) => (sort.by === by ? { by, dir } : sort));
}

export function withoutSort(sorts: readonly Sort[], by: SortKey): Sort[] {
  return sorts.filter((sort) => sort.by !== by);
}

export function unusedKeys(sorts: readonly Sort[]): SortKey[] {
  return sortKeys.filter((key) => !sorts.some(({ by }) => by === key));
}

export function addSort(sorts: readonly Sort[]): Sort[] {
  const [by] = unusedKeys(sorts);
  return by ? [...sorts, { by, dir: "asc" }] : [...sorts];
}

export function replaceSort(sorts: readonly Sort[], place: number, part: Partial<Sort>): Sort[] {
  return sorts.map((sort, at) => (at === place ? { ...sort, ...part } : sort));
}

/** One place earlier or later; at the ends nothing changes. */
export function moveSort(sorts: readonly Sort[], place: number, step: -1 | 1): Sort[] {
  const moved = sorts[place];
  const other = sorts[place + step];
  if (!moved || !other) return [...sorts];
  return sorts.map((sort, at) => (at === place ? other : at === place + step ? moved : sort));
}
