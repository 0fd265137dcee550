import { expect, test } from "vitest";
import type { EventRow } from "../../shared/outputs.ts";
import { eventDetail } from "./event-detail.ts";

const reader = { locale: "en-GB", timeZone: "UTC" };
const names = new Map([
  ["GRP-A", "Archive"],
  ["GRP-B", "Night crew"],
]);

function detailOf(type: EventRow["type"], details: EventRow["details"]): string {
  return eventDetail({ seq: 1, type, at: 0, recordedAt: 0, actor: { kind: "system" }, details }, names, reader);
}

test("an invitation tells its deadline, and that no mail was asked for", () => {
  const expiresAt = Date.UTC(2026, 10, 29, 21, 38);
  expect(detailOf("invitation.created", { expiresAt, mail: true })).toBe("Valid until 29 Nov 2026, 21:38");
  expect(detailOf("invitation.created", { expiresAt, mail: false })).toBe(
    "Valid until 29 Nov 2026, 21:38 · Without a mail",
  );
});

test("a failed mail tells its attempts and the reason", () => {
  expect(detailOf("invitation.failed", { attempts: 1, error: "addressRefused" })).toBe("1 attempt · address refused");
});

test("an edit tells before and after, and groups that are gone", () => {
  expect(detailOf("user.edited", { groupsBefore: ["GRP-A", "GRP-X"], groupsAfter: ["GRP-B"] })).toBe(
    "Archive, a removed group → Night crew",
  );
  expect(detailOf("user.edited", { groupsBefore: [], groupsAfter: ["GRP-A"] })).toBe("no group → Archive");
  expect(detailOf("user.edited", { nameBefore: "Ada", nameAfter: "Ada Lovelace" })).toBe("Ada → Ada Lovelace");
});

test("what was erased, and what has no details, says nothing", () => {
  expect(detailOf("invitation.linkCopied", {})).toBe("");
});
