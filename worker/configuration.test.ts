import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { checkConfiguration } from "./configuration.ts";
import type { Env } from "./env.ts";

const { MAILBOX: _, ...production } = env;

describe("Usher starts", () => {
  it("with everything it needs, in production and in local mode", () => {
    expect(production.EMAIL).toBeDefined();
    expect(checkConfiguration(production)).toBeNull();
    const { EMAIL: __, ...local } = env;
    expect(local.MAILBOX).toBeDefined();
    expect(checkConfiguration(local)).toBeNull();
  });

  it("with an SMTP server in place of the binding", () => {
    const SMTP_URL = "smtps://user:password@mail.example.com";
    expect(
      checkConfiguration(changed({ EMAIL: undefined, SMTP_URL, BOUNCE_ADDRESS: "bounces@example.com" })),
    ).toBeNull();
  });

  const short = "x".repeat(31);
  it.each<[string, Partial<Record<keyof Env, string | undefined>>]>([
    ["ORIGIN", { ORIGIN: undefined }],
    ["ORIGIN", { ORIGIN: "" }],
    ["ORIGIN", { ORIGIN: "users.example.com" }],
    ["ORIGIN", { ORIGIN: "https://users.example.com/" }],
    ["ORIGIN", { ORIGIN: "https://users.example.com/app" }],
    ["ORIGIN", { ORIGIN: "http://users.example.com" }],
    ["LINK_EPOCH", { LINK_EPOCH: "" }],
    ["LINK_EPOCH", { LINK_EPOCH: "two" }],
    ["INVITATIONS_PER_DAY", { INVITATIONS_PER_DAY: "many" }],
    ["INVITATIONS_PER_DAY", { INVITATIONS_PER_DAY: "0" }],
    ["INVITATIONS_PER_DAY_YOUNG", { INVITATIONS_PER_DAY_YOUNG: "-1" }],
    ["LINK_KEYS", { LINK_KEYS: undefined }],
    ["LINK_KEYS", { LINK_KEYS: short }],
    ["LINK_KEYS", { LINK_KEYS: `${"x".repeat(32)},${short}` }],
    ["AUTH_SECRET", { AUTH_SECRET: undefined }],
    ["AUTH_SECRET", { AUTH_SECRET: short }],
    ["MAIL_FROM", { MAIL_FROM: undefined }],
    ["MAIL_FROM", { MAIL_FROM: "" }],
    ["MAIL_FROM", { MAIL_FROM: "Usher" }],
    ["EMAIL", { EMAIL: undefined }],
    ["SMTP_URL", { SMTP_URL: `mail.example.com/${short}` }],
    ["SMTP_URL", { SMTP_URL: `https://me:${short}@mail.example.com` }],
    ["BOUNCE_ADDRESS", { BOUNCE_ADDRESS: "bounces" }],
    ["BOUNCE_ADDRESS", { BOUNCE_ADDRESS: "bounces+@example.com" }],
    ["BOUNCE_ADDRESS", { BOUNCE_ADDRESS: "bounces-of-all-our-mails@example.com" }],
  ])("not without %s, and names it: %j", (name, changes) => {
    const problem = checkConfiguration(changed(changes));
    expect(problem).toContain(name);
    expect(problem).not.toContain(short);
  });
});

function changed(changes: object): Env {
  return { ...production, ...changes };
}
