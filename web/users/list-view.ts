import type { SortKey, UsersListInput } from "../../shared/inputs.ts";
import { defaultPageSize, maxSearchLength, type PageSize, pageSizes } from "../../shared/limits.ts";
import { type UserStatus, userStatuses } from "../../shared/status.ts";
import { sortWords } from "../../shared/texts/users.ts";

/** Which part of the list is looked at: all of it in the URL, so that reload, Back and a pasted link show the same. */
export type ListView = {
  search: string;
  status: UserStatus[];
  sort: { by: SortKey; dir: "asc" | "desc" } | null;
  page: number;
  pageSize: PageSize;
};

type Params = Partial<Record<string, string | string[]>>;

/** Whatever somebody put into the URL; what makes no sense counts as left out. */
export function readView(params: Params): ListView {
  const [by, dir] = text(params.sort).split(".");
  const wanted = text(params.status).split(",");
  const page = Number(text(params.page));
  return {
    search: text(params.q).slice(0, maxSearchLength),
    status: userStatuses.filter((status) => wanted.includes(status)),
    sort: by && isSortKey(by) ? { by, dir: dir === "desc" ? "desc" : "asc" } : null,
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
    pageSize: pageSizes.find((size) => String(size) === params.size) ?? defaultPageSize,
  };
}

/** The parameters of a view; null takes one out of the URL, as defaults are. */
export function viewParams(view: ListView): Record<string, string | null> {
  return {
    q: view.search || null,
    status: view.status.join(",") || null,
    sort: view.sort ? `${view.sort.by}.${view.sort.dir}` : null,
    page: view.page > 1 ? String(view.page) : null,
    size: view.pageSize === defaultPageSize ? null : String(view.pageSize),
  };
}

export function listInput(view: ListView): UsersListInput {
  return {
    ...(view.search.trim() ? { search: view.search.trim() } : {}),
    ...(view.status.length > 0 ? { status: view.status } : {}),
    ...(view.sort ? { sort: [view.sort] } : {}),
    page: view.page,
    pageSize: view.pageSize,
  };
}

/** Ascending, descending, back to the order without any. */
export function nextSort(sort: ListView["sort"], by: SortKey): ListView["sort"] {
  if (sort?.by !== by) return { by, dir: "asc" };
  return sort.dir === "asc" ? { by, dir: "desc" } : null;
}

export function pageCount(total: number, pageSize: number): number {
  return Math.max(1, Math.ceil(total / pageSize));
}

function text(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? "";
}

function isSortKey(word: string): word is SortKey {
  return Object.hasOwn(sortWords, word);
}
