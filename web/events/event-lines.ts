import type { DeliveryError } from "../../shared/delivery.ts";
import type { EventDetails } from "../../shared/events.ts";
import { displayId } from "../../shared/ids.ts";
import type { EventRow } from "../../shared/outputs.ts";
import { actorName, auditTexts, detailWords } from "../texts/audit.ts";
import { deliveryErrorWords } from "../texts/users.ts";
import type { EventNames } from "./event-names.ts";

/** One fact of an event. With `before`, what it was until then; `at` is an instant, for the reader's zone. */
export type EventLine = { label: string | null; value: string; before?: string } | { label: string; at: number };

/** What an event tells beside who and whom, in the words of today: groups by the names they have, or had last. */
export function eventLines({ type, details }: EventRow, names: EventNames): EventLine[] {
  const lines: EventLine[] = [];
  const add = (label: string, value: string, before?: string) =>
    lines.push(before === undefined ? { label, value } : { label, value, before });

  const before = list(details, "groupsBefore");
  const after = list(details, "groupsAfter");
  if (before && after) add(detailWords.groups, namesOf(after, names), namesOf(before, names));
  const isRenamed = type === "group.renamed";
  const oldName = text(details, isRenamed ? "before" : "nameBefore");
  const newName = text(details, isRenamed ? "after" : "nameAfter") ?? text(details, "name");
  if (newName !== undefined) add(detailWords.name, newName, oldName);
  const newEmail = type === "user.addressCorrected" ? text(details, "after") : undefined;
  if (newEmail !== undefined) add(detailWords.email, newEmail, text(details, "before"));
  const externalId = text(details, "externalId");
  if (externalId !== undefined) add(detailWords.externalId, externalId);
  for (const field of ["homeUrl", "locale", "timeZone"] as const) {
    if (details[field] === undefined) continue;
    add(detailWords[field], text(details, field) ?? detailWords.nothing, text(details, `${field}Before`));
  }
  const tokenId = text(details, "tokenId");
  if (tokenId !== undefined) add(detailWords.token, displayId(tokenId));
  const host = text(details, "host");
  if (host !== undefined) add(detailWords.webhook, host, text(details, "hostBefore"));
  if (details.reason === "gone") lines.push({ label: null, value: detailWords.webhookGone });
  const { expiresAt, attempts } = details;
  if (typeof expiresAt === "number") lines.push({ label: detailWords.expiresAt, at: expiresAt });
  if (details.mail === false) lines.push({ label: null, value: detailWords.noMail });
  if (details.reminder === true) lines.push({ label: null, value: detailWords.reminder });
  if (details.forGood === true) lines.push({ label: null, value: detailWords.forGood });
  const error = text(details, "error");
  if (error !== undefined) add(detailWords.error, isMailError(error) ? deliveryErrorWords[error] : error);
  if (typeof attempts === "number" && (attempts > 1 || error !== undefined)) {
    add(detailWords.attempts, String(attempts));
  }
  return lines;
}

/** In order, so that before and after can be compared; those nobody has a name for come last. */
function namesOf(groupIds: string[], names: EventNames): string {
  const known = groupIds.flatMap((id) => names.get(id) ?? []).sort((a, b) => a.localeCompare(b));
  const unknown = groupIds.filter((id) => !names.has(id)).map(() => detailWords.removedGroup);
  return [...known, ...unknown].join(", ") || detailWords.noGroups;
}

/** The same as one text, for a file. */
export function linesText(lines: EventLine[]): string {
  return lines
    .map((line) => {
      if ("at" in line) return `${line.label}: ${new Date(line.at).toISOString()}`;
      const value = line.before === undefined ? line.value : `${line.before} ${auditTexts.became} ${line.value}`;
      return line.label === null ? value : `${line.label}: ${value}`;
    })
    .join("; ");
}

/** Whom an event is about; nothing for events about none. */
export function subjectName({ userId, userName }: EventRow): string | null {
  if (userId === undefined) return null;
  return userName || auditTexts.deletedUser;
}

/** Who did it. A token that was removed has no name of today, only the one that it had. */
export function actorText(actor: EventRow["actor"], names: EventNames): string {
  const former = actor.kind === "token" && !actor.name ? names.get(actor.id ?? "") : undefined;
  return former === undefined ? actorName(actor) : auditTexts.removedToken(former);
}

function text(details: EventDetails, key: string): string | undefined {
  const value = details[key];
  return typeof value === "string" ? value : undefined;
}

function list(details: EventDetails, key: string): string[] | undefined {
  const value = details[key];
  return Array.isArray(value) ? value : undefined;
}

function isMailError(error: string): error is DeliveryError {
  return Object.hasOwn(deliveryErrorWords, error);
}
