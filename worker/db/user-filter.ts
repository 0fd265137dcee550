import type { UsersListInput } from "../../shared/inputs.ts";
import { searchWords } from "../../shared/sort-key.ts";
import { storedStatusSql } from "./status.ts";

/** The part of a list's WHERE that is more than statuses; null when there is none, and kept counts can tell the total. */
export function userFilterSql(input: UsersListInput, bind: (value: string | number | null) => string): string | null {
  const conditions: string[] = [];
  const words = searchWords(input.search ?? "");
  // Something was typed that stands in nobody's name.
  if (words.length === 0 && (input.search ?? "").trim() !== "") conditions.push("FALSE");
  for (const word of words) {
    // A range rather than LIKE: it uses the index, and a pattern of over 50 bytes would throw.
    conditions.push(`u.id IN (SELECT userId FROM searchTerms WHERE accountId = ?1
      AND term >= ${bind(word)} AND term < ${bind(`${word}\u{10ffff}`)})`);
  }
  if (input.groupId !== undefined) {
    conditions.push(
      `u.id IN (SELECT userId FROM groupMembers WHERE accountId = ?1 AND groupId = ${bind(input.groupId)})`,
    );
  }
  if (input.invitedBy !== undefined) {
    conditions.push(`u.currentInvitationId IN (SELECT id FROM invitations WHERE accountId = ?1
      AND invitedByUserId = ${bind(input.invitedBy)})`);
  }
  if (input.delivery && input.delivery.length > 0) {
    conditions.push(`u.currentInvitationId IN (SELECT id FROM invitations WHERE accountId = ?1
      AND mailState IN (${input.delivery.map(bind).join(", ")}))`);
  }
  if (input.expiresBefore !== undefined) {
    conditions.push(`${storedStatusSql("invited")} AND u.expiresAt < ${bind(input.expiresBefore)}`);
  }
  if (input.askedAgain !== undefined) {
    conditions.push(`u.askedAgainAt IS ${input.askedAgain ? "NOT " : ""}NULL`);
  }
  return conditions.length === 0 ? null : conditions.join(" AND ");
}
