import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Command, Facts, SendHistory, UserFacts } from "../shared/command.ts";
import { decide } from "../shared/decide.ts";
import { eventTypes } from "../shared/events.ts";
import { dayMs, maxBulk, maxSendsPerDay, maxTokens, pageSizes, resendCooldownMs } from "../shared/limits.ts";
import { permissions } from "../shared/permissions.ts";
import { userStatuses } from "../shared/status.ts";
import { maxWebhooks, webhookRetrySeconds } from "../shared/webhooks.ts";

const root = join(import.meta.dirname, "..");
/** Told by what is missing: the whole document would say nothing. */
function expectIn(where: string, what: string): void {
  expect(where.includes(what), what).toBe(true);
}

const text = readFileSync(join(root, "docs", "integrating.md"), "utf8").replace(/\s+/g, " ");

test("the document has every type of event", () => {
  const table = text.slice(text.indexOf(" ## Events "), text.indexOf(" ## Webhooks "));
  for (const type of eventTypes) expectIn(table, `\`${type}\``);
});

test("the document shows every procedure for tokens at work", () => {
  for (const [path, { token }] of Object.entries(permissions)) {
    if (token !== null) expectIn(text, `usher.${path}(`);
  }
});

test("the document has the limits that hold", () => {
  const wrangler = readFileSync(join(root, "wrangler.toml"), "utf8");
  const [, calls, seconds] = /name = "CALLS"[^[]*limit = (\d+), period = (\d+)/.exec(wrangler) ?? [];
  expectIn(text, `| ${calls} in ${seconds} seconds,`);
  expectIn(text, `| once in ${resendCooldownMs / 1_000} seconds |`);
  expectIn(text, `| ${maxSendsPerDay} in ${dayMs / 3_600_000} hours |`);
  expectIn(text, `| rows or users of one call | ${maxBulk} |`);
  expectIn(text, `| ${pageSizes.slice(0, -1).join(", ")} or ${pageSizes.at(-1)} rows |`);
  expectIn(text, `| ${maxTokens}, ${maxWebhooks} |`);
  const waits = webhookRetrySeconds.map((wait) => {
    if (wait < 60) return `${wait} s`;
    return wait < 3_600 ? `${wait / 60} min` : `${wait / 3_600} h`;
  });
  expectIn(text, `${waits.slice(0, -1).join(", ")} and ${waits.at(-1)}`);
});

describe("the document names every refusal that the state table has for a program's", () => {
  const groups = [[], ["GRP-sales"], ["GRP-administrators"]];
  const commands: Record<string, Command[]> = {
    "users.invite": groups.map((groupIds) => ({ kind: "invite", groupIds, sendMail: true })),
    "users.edit": groups.map((groupIds) => ({ kind: "editGroups", groupIds })),
    "users.correctAddress": [{ kind: "correctAddress", before: "a@example.com", after: "b@example.com" }],
    "users.remove": [{ kind: "remove" }],
    "users.block": [{ kind: "block" }],
    "users.unblock": [{ kind: "unblock" }],
    "users.delete": [{ kind: "delete" }],
    "invitations.link": [{ kind: "copyLink" }],
    "invitations.resend": [{ kind: "resend" }],
    "invitations.sendNew": [{ kind: "sendNew" }],
  };

  test.each(Object.entries(commands))("%s", (path, wanted) => {
    const begin = text.indexOf(`<!-- made: ${path} -->`);
    const section = text.slice(begin, text.indexOf("<!-- end -->", begin));
    const reasons = new Set(wanted.flatMap(reasonsOf));
    expect(reasons.size).toBeGreaterThan(0);
    for (const reason of reasons) expectIn(section, `\`${reason}\``);
  });

  const now = 1_000 * dayMs;
  const users: UserFacts[] = userStatuses.flatMap((status) =>
    [false, true].map((inAdministrators) => ({
      ...{ id: "USR-1", status, inAdministrators, invitationId: "INV-1", askedAgainAt: null },
      groupIds: [inAdministrators ? "GRP-administrators" : "GRP-sales"],
      expiresAt: status === "invited" ? now + dayMs : now - dayMs,
    })),
  );
  const histories: SendHistory[] = [
    { resentAt: null, sentAts: [] },
    { resentAt: now - 1, sentAts: [] },
    { resentAt: null, sentAts: Array.from({ length: maxSendsPerDay }, () => now - 1) },
  ];

  /** Whatever a token may be told, of whomever. */
  function reasonsOf(command: Command): string[] {
    const token = { kind: "token", id: "TOK-1" } as const;
    const account = { named: null, administratorsGroupId: "GRP-administrators", activeAdministrators: 2 };
    const holders = command.kind === "correctAddress" ? [null, ...users] : [null];
    return [null, ...users].flatMap((user) =>
      histories.flatMap((sends) =>
        holders.flatMap((holder) => {
          const facts: Facts = { ...account, user, sends, holder };
          return decide(facts, token, command, { now, lifetimeMs: 7 * dayMs }).refusal?.reason ?? [];
        }),
      ),
    );
  }
});
