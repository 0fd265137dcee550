import { describe, expect, it } from "vitest";
import { idPatterns } from "../../shared/ids.ts";
import { T0 } from "../test/harness.ts";
import { bytesOfInvitationId, invitationIdOf, madeAt, newInvitationId } from "./invitation-id.ts";

describe("an invitation's id", () => {
  it.each([0, 1, T0, 2 ** 48 - 1])("made at %i says so, is one of ours, and survives its bytes", (at) => {
    const id = newInvitationId(at);
    expect(id).toMatch(idPatterns.invitation);
    expect(madeAt(id)).toBe(at);
    const bytes = bytesOfInvitationId(id);
    expect(bytes).toHaveLength(16);
    expect(invitationIdOf(bytes ?? new Uint8Array())).toBe(id);
  });

  it("is never made twice, not even within one millisecond", () => {
    expect(new Set(Array.from({ length: 1_000 }, () => newInvitationId(T0))).size).toBe(1_000);
  });

  it("sorts by the time it was made", () => {
    expect(newInvitationId(T0) < newInvitationId(T0 + 1)).toBe(true);
  });

  it.each([
    "",
    "INV-",
    "USR-0000000000000000",
    `INV-${"0".repeat(25)}`,
    `INV-${"0".repeat(27)}`,
    `INV-${"U".repeat(26)}`,
    `INV-${"0".repeat(25)}1`,
  ])("is not %j", (text) => {
    expect(bytesOfInvitationId(text)).toBeNull();
    expect(madeAt(text)).toBe(0);
  });
});
