import type { DeliveryError } from "../../shared/delivery.ts";
import type { EventRow } from "../../shared/outputs.ts";
import { userTexts } from "../texts/user.ts";
import { deliveryErrorWords } from "../texts/users.ts";
import { dateAndTime, type Reader } from "../ui/date-time.ts";

/** What an event tells beside its name, in a line; empty when there is nothing more to say. */
export function eventDetail({ type, details }: EventRow, groupNames: Map<string, string>, reader: Reader = {}): string {
  const parts: string[] = [];
  if (typeof details.expiresAt === "number") parts.push(userTexts.until(dateAndTime(details.expiresAt, reader)));
  if (type === "invitation.created" && details.mail === false) parts.push(userTexts.withoutMail);
  if (typeof details.attempts === "number") parts.push(userTexts.mailAttempts(details.attempts));
  if (typeof details.error === "string") parts.push(errorWord(details.error));
  if (Array.isArray(details.groupsBefore) && Array.isArray(details.groupsAfter)) {
    const before = namesOf(details.groupsBefore, groupNames);
    parts.push(userTexts.change(before, namesOf(details.groupsAfter, groupNames)));
  }
  if (typeof details.nameBefore === "string" && typeof details.nameAfter === "string") {
    parts.push(userTexts.change(details.nameBefore, details.nameAfter));
  }
  return parts.join(" · ");
}

function namesOf(groupIds: string[], names: Map<string, string>): string {
  return groupIds.map((id) => names.get(id) ?? userTexts.groupGone).join(", ") || userTexts.noGroup;
}

function errorWord(error: string): string {
  return Object.hasOwn(deliveryErrorWords, error) ? deliveryErrorWords[error as DeliveryError] : error;
}
