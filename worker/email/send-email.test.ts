import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AttemptOutcome } from "../../shared/delivery.ts";
import type { Mail } from "./port.ts";
import { sendEmailPort } from "./send-email.ts";

const mail: Mail = { to: "reto@example.com", subject: "Hello", text: "Text", html: "<p>Html</p>" };

function bindingThatThrows(error: unknown): SendEmail {
  return {
    send: async () => {
      throw error;
    },
  };
}

function providerError(code: string): Error {
  return Object.assign(new Error("550 reto@example.com is not welcome"), { code });
}

const logged: unknown[] = [];

function line(facts: object): string {
  return JSON.stringify({ level: "info", ...facts });
}

beforeEach(() => {
  logged.length = 0;
  for (const level of ["info", "warn", "error", "log"] as const) {
    vi.spyOn(console, level).mockImplementation((...values: unknown[]) => void logged.push(...values));
  }
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("the send_email adapter", () => {
  it("hands over both parts, the sender's name apart from the address", async () => {
    const send = vi.fn(async () => ({ messageId: "m-1" }));
    expect(await sendEmailPort({ send }, "Usher <usher@example.com>").send(mail, "SND-1")).toEqual({
      kind: "sent",
      messageId: "m-1",
    });
    expect(send).toHaveBeenCalledExactlyOnceWith({
      from: { name: "Usher", email: "usher@example.com" },
      to: "reto@example.com",
      subject: "Hello",
      text: "Text",
      html: "<p>Html</p>",
      headers: { "Auto-Submitted": "auto-generated" },
    });
    expect(logged).toEqual([line({ what: "mail sent", sendId: "SND-1" })]);
  });

  const documented: Record<string, AttemptOutcome> = {
    E_VALIDATION_ERROR: { kind: "permanent", error: "addressRefused" },
    E_FIELD_MISSING: { kind: "temporary", error: "temporary" },
    E_TOO_MANY_RECIPIENTS: { kind: "temporary", error: "temporary" },
    E_SENDER_NOT_VERIFIED: { kind: "temporary", error: "temporary" },
    E_RECIPIENT_NOT_ALLOWED: { kind: "permanent", error: "addressRefused" },
    E_RECIPIENT_SUPPRESSED: { kind: "permanent", error: "suppressed" },
    E_SENDER_DOMAIN_NOT_AVAILABLE: { kind: "temporary", error: "temporary" },
    E_CONTENT_TOO_LARGE: { kind: "temporary", error: "temporary" },
    E_DELIVERY_FAILED: { kind: "permanent", error: "addressRefused" },
    E_RATE_LIMIT_EXCEEDED: { kind: "temporary", error: "quota" },
    E_DAILY_LIMIT_EXCEEDED: { kind: "temporary", error: "quota" },
    E_INTERNAL_SERVER_ERROR: { kind: "temporary", error: "temporary" },
    E_HEADER_NOT_ALLOWED: { kind: "temporary", error: "temporary" },
    E_HEADER_USE_API_FIELD: { kind: "temporary", error: "temporary" },
    E_HEADER_VALUE_INVALID: { kind: "temporary", error: "temporary" },
    E_HEADER_VALUE_TOO_LONG: { kind: "temporary", error: "temporary" },
    E_HEADER_NAME_INVALID: { kind: "temporary", error: "temporary" },
    E_HEADERS_TOO_LARGE: { kind: "temporary", error: "temporary" },
    E_HEADERS_TOO_MANY: { kind: "temporary", error: "temporary" },
    E_SOMETHING_NEW: { kind: "temporary", error: "temporary" },
  };
  for (const [code, outcome] of Object.entries(documented)) {
    it(`takes ${code} as ${outcome.kind}, and logs the code alone`, async () => {
      expect(
        await sendEmailPort(bindingThatThrows(providerError(code)), "usher@example.com").send(mail, "SND-1"),
      ).toEqual(outcome);
      expect(logged).toEqual([line({ what: "mail refused", sendId: "SND-1", code })]);
    });
  }

  for (const error of [
    new Error("reto@example.com"),
    "reto@example.com",
    null,
    { code: 550 },
    providerError("reto@x"),
  ]) {
    it(`takes what has no code as temporary: ${JSON.stringify(error)}`, async () => {
      const outcome = await sendEmailPort(bindingThatThrows(error), "usher@example.com").send(mail, "SND-1");
      expect(outcome).toEqual({ kind: "temporary", error: "temporary" });
      expect(logged).toEqual([line({ what: "mail refused", sendId: "SND-1", code: "unknown" })]);
    });
  }
});
