import type { Order, SortColumn } from "./list-order.ts";

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

/** A position as a statement has it: each value, and the placeholder that it is bound to. */
export type Position = { value: string | number | null; sql: string }[];

/** How the effective status of some rows is told: in SQL, and at once where all of them have the same. */
export type ArmStatus = { sql: string; always?: string };

/**
 * The rows behind a position, as conditions that never hold together. Each is one range of an index in that order,
 * so that a page costs the same wherever it begins; rows of one known status are told apart before SQL is asked.
 */
export function behindSql(order: Order, position: Position, status: ArmStatus): string[] {
  const conditions: string[] = [];
  const equal: string[] = [];
  for (const [depth, { column, dir }] of order.entries()) {
    const at = position[depth];
    if (at === undefined) break;
    if (column === "status" && status.always !== undefined) {
      // In the same order as SQLite compares: statuses are plain letters.
      const [one, other] = dir === "asc" ? [status.always, at.value] : [at.value, status.always];
      if (String(one) > String(other)) return [...conditions, allOf(equal)];
      if (one !== other) return conditions;
      continue;
    }
    const expression = column === "status" ? status.sql : `u.${column}`;
    for (const behind of behindKey(column, expression, dir, at)) conditions.push(allOf([...equal, behind]));
    equal.push(at.value === null ? `${expression} IS NULL` : `${expression} = ${at.sql}`);
  }
  return conditions;
}

const nullable = new Set<SortColumn>(["sentAt", "joinedAt", "lastSignInAt"]);

/** SQLite puts null first going up, so last going down. */
function behindKey(column: SortColumn, key: string, dir: "asc" | "desc", { value, sql }: Position[number]): string[] {
  if (dir === "asc") return [value === null ? `${key} IS NOT NULL` : `${key} > ${sql}`];
  if (value === null) return [];
  return nullable.has(column) ? [`${key} < ${sql}`, `${key} IS NULL`] : [`${key} < ${sql}`];
}

function allOf(conditions: string[]): string {
  return conditions.length === 0 ? "TRUE" : conditions.join(" AND ");
}

export function anyOf(conditions: string[]): string {
  return conditions.length === 0 ? "FALSE" : `(${conditions.map((condition) => `(${condition})`).join(" OR ")})`;
}

function toBase64Url(text: string): string {
  const binary = String.fromCharCode(...new TextEncoder().encode(text));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64Url(text: string): string {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
}
