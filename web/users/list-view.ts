import { type DeliveryState, deliveryStates } from "../../shared/delivery.ts";
import { idPatterns } from "../../shared/ids.ts";
import type { UsersListInput } from "../../shared/inputs.ts";
import { defaultPageSize, maxSearchLength, type PageSize, pageSizes } from "../../shared/limits.ts";
import { type UserStatus, userStatuses } from "../../shared/status.ts";
import { expiringMs } from "../user-actions/expiring.ts";
import { type OptionalColumn, readColumns, readWidths, type Widths, writeColumns, writeWidths } from "./columns.ts";
import { readSort, type Sort, writeSort } from "./sorting.ts";

export type Filters = {
  search: string;
  status: UserStatus[];
  /** Open invitations that run out soon, or before this day of the reader's (`2026-11-30`). */
  expiring: typeof expiringSoon | Day | null;
  groupId: string | null;
  invitedBy: string | null;
  delivery: DeliveryState[];
  hasAskedAgain: boolean;
};

/** Which part of the list is looked at: all of it in the URL, so that reload, Back and a pasted link show the same. */
export type ListView = Filters & {
  sort: Sort[];
  columns: OptionalColumn[];
  widths: Widths;
  page: number;
  pageSize: PageSize;
};

/** Within `expiringMs` from now, whenever now is. */
export const expiringSoon = "48h";
export type Day = `${number}-${number}-${number}`;
const askedWord = "again";

export type Params = Partial<Record<string, string | string[]>>;

/** Whatever somebody put into the URL; what makes no sense counts as left out. */
export function readView(params: Params): ListView {
  const page = Number(text(params.page));
  return {
    search: text(params.q).slice(0, maxSearchLength),
    status: oneOf(userStatuses, params.status),
    expiring: text(params.expiring) === expiringSoon ? expiringSoon : readDay(text(params.expiring)),
    groupId: idPatterns.group.test(text(params.group)) ? text(params.group) : null,
    invitedBy: idPatterns.user.test(text(params.by)) ? text(params.by) : null,
    delivery: oneOf(deliveryStates, params.delivery),
    hasAskedAgain: text(params.asked) === askedWord,
    sort: readSort(text(params.sort)),
    columns: readColumns(text(params.columns)),
    widths: readWidths(text(params.widths)),
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
    pageSize: pageSizes.find((size) => String(size) === params.size) ?? defaultPageSize,
  };
}

export type ViewParams = Record<string, string | null>;

/** The parameters of a view; null takes one out of the URL, as defaults are. */
export function viewParams(view: ListView): ViewParams {
  return {
    q: view.search || null,
    status: view.status.join(",") || null,
    expiring: view.expiring,
    group: view.groupId,
    by: view.invitedBy,
    delivery: view.delivery.join(",") || null,
    asked: view.hasAskedAgain ? askedWord : null,
    sort: writeSort(view.sort),
    columns: writeColumns(view.columns),
    widths: writeWidths(view.widths),
    page: view.page > 1 ? String(view.page) : null,
    size: view.pageSize === defaultPageSize ? null : String(view.pageSize),
  };
}

export function listInput(view: ListView, now: number): UsersListInput {
  return {
    ...(view.search.trim() ? { search: view.search.trim() } : {}),
    ...(view.status.length > 0 ? { status: view.status } : {}),
    ...(view.expiring ? { expiresBefore: expiresBefore(view.expiring, now) } : {}),
    ...(view.groupId ? { groupId: view.groupId } : {}),
    ...(view.invitedBy ? { invitedBy: view.invitedBy } : {}),
    ...(view.delivery.length > 0 ? { delivery: view.delivery } : {}),
    ...(view.hasAskedAgain ? { askedAgain: true } : {}),
    ...(view.sort.length > 0 ? { sort: view.sort } : {}),
    page: view.page,
    pageSize: view.pageSize,
  };
}

function expiresBefore(expiring: typeof expiringSoon | Day, now: number): number {
  return expiring === expiringSoon ? now + expiringMs : startOfDay(expiring);
}

/** Null for what is no day of any calendar. */
export function readDay(text: string): Day | null {
  return isDay(text) && startOfDay(text) >= 0 ? text : null;
}

function isDay(text: string): text is Day {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}

/** Where the reader is. */
export function startOfDay(day: Day): number {
  return new Date(`${day}T00:00`).getTime();
}

function oneOf<Word extends string>(words: readonly Word[], value: string | string[] | undefined): Word[] {
  const wanted = text(value).split(",");
  return words.filter((word) => wanted.includes(word));
}

function text(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? "";
}
