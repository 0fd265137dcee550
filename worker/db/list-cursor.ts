import type { Order, SortColumn } from "./users-list.ts";

/** Where a page ended: the last row's value of each column of the order. */
export type ListPosition = (string | number | null)[];

/** Opaque to callers: the order it belongs to, and the position in it. */
export function writeCursor(order: Order, row: Record<SortColumn, string | number | null>): string {
  const position = order.map(({ column }) => row[column]);
  return toBase64Url(JSON.stringify([nameOf(order), position]));
}

export function parseCursor(cursor: string, order: Order): ListPosition | "invalid" {
  try {
    const [name, position]: [unknown, unknown] = JSON.parse(fromBase64Url(cursor));
    const isPosition = Array.isArray(position) && position.length === order.length && position.every(isKey);
    return name === nameOf(order) && isPosition ? position : "invalid";
  } catch {
    return "invalid";
  }
}

function isKey(value: unknown): boolean {
  return value === null || typeof value === "string" || typeof value === "number";
}

function nameOf(order: Order): string {
  return order.map(({ column, dir }) => `${column}-${dir}`).join(",");
}

/** Rows behind a position. `status` is how the arm at hand tells the effective status. */
export function positionSql(
  order: Order,
  position: ListPosition,
  status: string,
  bind: (value: string | number | null) => string,
): string {
  const alternatives = order.map(({ column, dir }, depth) => {
    const equal = order
      .slice(0, depth)
      .map((key, at) => `${expression(key.column, status)} IS ${bind(position[at] ?? null)}`);
    return [...equal, behind(expression(column, status), dir, position[depth] ?? null, bind)].join(" AND ");
  });
  // Said twice: the first key alone lets the index start at the position instead of at its beginning.
  const [first] = order;
  const value = position[0];
  const seek =
    first?.dir === "asc" && first.column !== "status" && value !== null && value !== undefined
      ? `u.${first.column} >= ${bind(value)} AND `
      : "";
  return `${seek}(${alternatives.map((alternative) => `(${alternative})`).join(" OR ")})`;
}

function expression(column: SortColumn, status: string): string {
  return column === "status" ? status : `u.${column}`;
}

/** SQLite puts null first going up, so last going down. */
function behind(
  column: string,
  dir: "asc" | "desc",
  value: string | number | null,
  bind: (value: string | number | null) => string,
): string {
  if (dir === "asc") return value === null ? `${column} IS NOT NULL` : `${column} > ${bind(value)}`;
  return value === null ? "FALSE" : `(${column} < ${bind(value)} OR ${column} IS NULL)`;
}

function toBase64Url(text: string): string {
  const binary = String.fromCharCode(...new TextEncoder().encode(text));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64Url(text: string): string {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
}
