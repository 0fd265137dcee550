import { expect, test } from "vitest";
import { type EventType, eventTypes } from "../../shared/events.ts";
import type { EventRow } from "../../shared/outputs.ts";
import { actorName, auditTexts, detailWords, eventNouns, namelessActors } from "../../shared/texts/en/audit.ts";
import { deliveryErrorWords } from "../../shared/texts/en/users.ts";
import { actorText, eventLines, linesText, subjectName } from "./event-lines.ts";

const at = Date.UTC(2026, 10, 29, 21, 38);
const groups = new Map([
  ["GRP-A", "Engineering"],
  ["GRP-B", "Guests"],
]);

function event(type: EventType, details: EventRow["details"] = {}, rest: Partial<EventRow> = {}): EventRow {
  return { seq: 1, type, at, recordedAt: at, actor: { kind: "system" }, details, ...rest };
}

function told(type: EventType, details: EventRow["details"]): string {
  return linesText(eventLines(event(type, details), groups));
}

test("groups are told by name, before and after; one that is gone as such", () => {
  const details = { groupsBefore: ["GRP-A"], groupsAfter: ["GRP-GONE", "GRP-B"] };
  expect(told("user.edited", details)).toBe(`Groups: Engineering → Guests, ${detailWords.removedGroup}`);
  expect(told("user.edited", { groupsBefore: ["GRP-A"], groupsAfter: [] })).toBe("Groups: Engineering → none");
});

test("names are told as they were and became", () => {
  expect(told("user.edited", { nameBefore: "Ada", nameAfter: "Augusta" })).toBe("Name: Ada → Augusta");
  expect(told("group.renamed", { groupId: "GRP-A", before: "Devs", after: "Engineering" })).toBe(
    "Name: Devs → Engineering",
  );
  expect(told("user.addressCorrected", { before: "ada@exmaple.com", after: "ada@example.com" })).toBe(
    "Email: ada@exmaple.com → ada@example.com",
  );
  expect(told("group.created", { groupId: "GRP-A", name: "Engineering" })).toBe("Name: Engineering");
});

test("settings of the account are told one by one, those without a value too", () => {
  expect(told("account.updated", { name: "Stark", homeUrl: null, timeZone: "Europe/Zurich" })).toBe(
    "Name: Stark; Home page: none; Time zone: Europe/Zurich",
  );
  expect(told("account.updated", { locale: "de", localeBefore: "en" })).toBe("Language: en → de");
});

test("deadlines are instants, and mails say why they failed and after how many attempts", () => {
  expect(told("invitation.created", { expiresAt: at, mail: false })).toBe(
    `Valid until: 2026-11-29T21:38:00.000Z; ${detailWords.noMail}`,
  );
  expect(told("invitation.failed", { attempts: 3, error: "addressRefused" })).toBe(
    `Reason: ${deliveryErrorWords.addressRefused}; Attempts: 3`,
  );
  expect(told("invitation.sent", { attempts: 1 })).toBe("");
  expect(told("invitation.sent", { attempts: 1, reminder: true })).toBe(detailWords.reminder);
});

test("what was erased with a user leaves nothing to tell, and nobody to name", () => {
  const erased = event("user.removed", {}, { userId: "USR-X", actor: { kind: "user", id: "USR-Y" } });
  expect(eventLines(erased, groups)).toEqual([]);
  expect(subjectName(erased)).toBe(auditTexts.deletedUser);
  expect(actorName(erased.actor)).toBe(namelessActors.user);
  expect(subjectName(event("group.created"))).toBeNull();
  expect(actorName(event("invitation.expired").actor)).toBe("System");
});

test("a token is told by its name, and by the one it had when it was removed", () => {
  const tokenId = "TOK-0123456789ABCDEF";
  expect(told("token.removed", { tokenId, name: "Payroll" })).toBe("Name: Payroll; Token: TOK-0123-4567-89AB-CDEF");
  const names = new Map([[tokenId, "Payroll"]]);
  expect(actorText({ kind: "token", id: tokenId, name: "Payroll 2" }, names)).toBe("Payroll 2");
  expect(actorText({ kind: "token", id: tokenId }, names)).toBe(auditTexts.removedToken("Payroll"));
  expect(actorText({ kind: "token", id: tokenId }, new Map())).toBe(namelessActors.token);
});

test("a webhook is told by its host, and why the system has disabled it", () => {
  const host = "hooks.example.com";
  expect(told("webhook.created", { webhookId: "WHK-0123456789ABCDEF", host })).toBe(`Webhook: ${host}`);
  expect(told("webhook.updated", { host, hostBefore: "old.example.com" })).toBe(`Webhook: old.example.com → ${host}`);
  expect(told("webhook.disabled", { host, reason: "gone" })).toBe(`Webhook: ${host}; ${detailWords.webhookGone}`);
});

test("every type of event is offered by the filter, under one noun", () => {
  const nouns = Object.keys(eventNouns);
  for (const type of eventTypes) expect(nouns.filter((noun) => type.startsWith(`${noun}.`))).toHaveLength(1);
});
