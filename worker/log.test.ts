import { afterEach, describe, expect, it, vi } from "vitest";
import { newToken } from "./auth/api-token.ts";
import { newId } from "./db/new-id.ts";
import { newInvitationId } from "./invitation/invitation-id.ts";
import { makeCode } from "./invitation/link-code.ts";
import { linkKeys } from "./invitation/link-keys.ts";
import { logError, redact } from "./log.ts";
import { T0 } from "./test/harness.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

describe("what is logged", () => {
  it.each(["grace@example.com", "<o'hara+tag@mail.example.org>", "'a.b@xn--bcher-kva.example'", "to=x@y.z,"])(
    "holds no address: %s",
    (text) => {
      const redacted = redact(`could not reach ${text} in time`);
      expect(redacted).not.toContain("@");
      expect(redacted).toContain("[address]");
      expect(redacted).toMatch(/^could not reach .* in time$/);
    },
  );

  it("holds no code, token or cookie", async () => {
    const [key] = await linkKeys("a-link-key-of-thirty-two-bytes-or-more!!");
    if (key === undefined) throw new Error("No key");
    const code = await makeCode(newInvitationId(T0), "mail", key, 1);
    const token = await newToken(newId("account"), "a-secret-of-thirty-two-bytes-or-more!!!!!");
    const text = redact(`GET /accept#${code} with Bearer ${token}`);
    expect(text).toBe("GET /accept#[secret] with Bearer [secret]");
  });

  it("still names the ids that it is about", () => {
    const ids = [newId("user"), newInvitationId(T0)];
    expect(redact(ids.join(" "))).toBe(ids.join(" "));
  });

  it("is one line, of bounded length, whatever was thrown", () => {
    const lines = vi.spyOn(console, "error").mockImplementation(() => {});
    logError("it failed", new TypeError(`no\nway ${"x ".repeat(2_000)}`), { requestId: "R" });
    logError("it failed", "a string");
    logError("it failed", undefined);
    const [first, second] = lines.mock.calls.map(([line]) => String(line));
    expect(first).not.toContain("\n");
    expect(first?.length).toBeLessThan(700);
    expect(JSON.parse(first ?? "")).toMatchObject({ level: "error", what: "it failed", requestId: "R" });
    expect(JSON.parse(second ?? "").message).toBe("a string");
    expect(lines).toHaveBeenCalledTimes(3);
  });

  it("tells the cause that a database wrapper hides, without its address", () => {
    const lines = vi.spyOn(console, "error").mockImplementation(() => {});
    logError(
      "it failed",
      new Error("Failed query", { cause: new Error("UNIQUE constraint failed: grace@example.com") }),
    );
    const { message } = JSON.parse(String(lines.mock.calls[0]?.[0]));
    expect(message).toBe("Error: UNIQUE constraint failed: [address]");
  });
});
