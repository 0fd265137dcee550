import { exactTotalLimit } from "../../shared/limits.ts";

/** Page numbers reach the first rows of a long list and, where its length is known, its end: not what is between. */
export type Reach = {
  pages: number;
  lastOfFront: number;
  /** Null when there is nothing but the front. */
  firstOfEnd: number | null;
};

export function pageCount(total: number, pageSize: number): number {
  return Math.max(1, Math.ceil(total / pageSize));
}

export function reachOf(total: number, totalIsExact: boolean, pageSize: number): Reach {
  const pages = pageCount(total, pageSize);
  const lastOfFront = Math.min(pages, lastFrontPage(pageSize));
  const firstOfEnd = Math.ceil((total - exactTotalLimit) / pageSize);
  return { pages, lastOfFront, firstOfEnd: totalIsExact && lastOfFront < pages ? firstOfEnd : null };
}

/** The furthest page that can be asked for whatever the total is. */
export function lastFrontPage(pageSize: number): number {
  return Math.floor(exactTotalLimit / pageSize) + 1;
}

export function isReachable(page: number, reach: Reach): boolean {
  if (page < 1 || page > reach.pages) return false;
  return page <= reach.lastOfFront || (reach.firstOfEnd !== null && page >= reach.firstOfEnd);
}

/** The wanted page, or the nearest that there is. */
export function nearestPage(wanted: number, reach: Reach): number {
  const page = Math.min(Math.max(1, wanted), reach.pages);
  if (isReachable(page, reach)) return page;
  const { lastOfFront, firstOfEnd } = reach;
  return firstOfEnd !== null && firstOfEnd - page < page - lastOfFront ? firstOfEnd : lastOfFront;
}
