import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { newInvitationId } from "../invitation/invitation-id.ts";
import { bounceAddress, isSealOf, readBounceAddress } from "./bounce-address.ts";
import { maxBounceLocalLength } from "./check-mail.ts";

const sendId = "0b7a3c1e-6f0e-4a5e-9a57-1f1f3ce2a001";
const invitationId = newInvitationId(Date.UTC(2026, 0, 1));
const taking = { ...env, BOUNCE_ADDRESS: "Bounces@mail.example.com" };

function addressOf(changes: object = {}): Promise<string> {
  return bounceAddress({ ...taking, ...changes }, invitationId, sendId);
}

describe("where a mail goes when it comes back", () => {
  it("names its invitation, and bears the seal of its sending, in whatever case it arrives", async () => {
    const address = await addressOf();
    expect(address).toMatch(/^Bounces\+[0-9A-Z]{26}-[0-9A-Z]{16}@mail\.example\.com$/);
    for (const arrived of [address, address.toLowerCase(), address.toUpperCase()]) {
      const named = readBounceAddress(taking, arrived);
      expect(named?.invitationId).toBe(invitationId);
      expect(await isSealOf(taking, named?.seal ?? "", invitationId, sendId)).toBe(true);
      expect(await isSealOf(taking, named?.seal ?? "", invitationId, `${sendId}-reminder`)).toBe(false);
      expect(await isSealOf(taking, named?.seal ?? "", newInvitationId(1), sendId)).toBe(false);
      const other = { ...taking, AUTH_SECRET: "another-secret-of-thirty-two-bytes-or-more" };
      expect(await isSealOf(other, named?.seal ?? "", invitationId, sendId)).toBe(false);
    }
  });

  it("fits what may stand before the @", async () => {
    const [local = ""] = (await addressOf({ BOUNCE_ADDRESS: `${"b".repeat(maxBounceLocalLength)}@example.com` })).split(
      "@",
    );
    expect(local).toHaveLength(64);
  });

  it("is nowhere where no bounces are taken in", async () => {
    expect(readBounceAddress(env, await addressOf())).toBeNull();
  });

  it("is told from every other address", async () => {
    const address = await addressOf();
    const others = [
      "bounces@mail.example.com",
      "bounces+@mail.example.com",
      "bounces+anything@mail.example.com",
      address.replace("@mail.", "@other."),
      address.replace("Bounces+", "other+"),
      address.replace("+", "+A"),
      address.replace("@", "A@"),
      address.replace(/[0-9A-Z]-/, "O-"),
      "",
    ];
    for (const other of others) expect(readBounceAddress(taking, other), other).toBeNull();
  });
});
