import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { userStatuses } from "../../shared/status.ts";
import { ensureLogin } from "../db/logins.ts";
import { callerOf, signIn, T0 } from "../test/harness.ts";
import { ensureDemo } from "./demo.ts";

describe("the demo account", () => {
  it("is made once, shows every state and every delivery, and signs its administrator in", async () => {
    const { adminEmail } = await ensureDemo(env, T0);
    const again = await ensureDemo(env, T0 + 60_000);
    expect(again).toEqual({ adminEmail });
    expect(await env.DB.prepare("SELECT count(*) AS n FROM accounts").first()).toEqual({ n: 1 });
    const { results } = await env.DB.prepare("SELECT id FROM logins WHERE email = ?")
      .bind(adminEmail)
      .all<{ id: string }>();
    const api = callerOf({ cookie: await signIn(results[0]?.id ?? "", T0) });
    const { rows } = await api.users.list({ pageSize: 25, status: [...userStatuses] });
    expect(rows).toHaveLength(13);
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(userStatuses));
    expect(new Set(rows.map(({ delivery }) => delivery?.state))).toEqual(
      new Set(["sent", "failed", "retrying", undefined]),
    );
    // Nobody gets a mail about what never happened.
    expect(await env.DB.prepare("SELECT count(*) AS n FROM notices").first()).toEqual({ n: 0 });
    const events = await api.events.list({ pageSize: 100 });
    expect(events.rows.map(({ type }) => type)).toEqual(
      expect.arrayContaining(["invitation.askedAgain", "invitation.linkCopied", "user.blocked", "user.removed"]),
    );
    // Newest first: no event is told before one that happened later.
    for (const time of ["at", "recordedAt"] as const) {
      const times = events.rows.map((row) => row[time]);
      expect(times, time).toEqual(times.toSorted((one, other) => other - one));
    }
  });

  it("leaves founding the first account to FIRST_ADMINISTRATOR", async () => {
    await ensureDemo(env, T0);
    const { loginId } = await ensureLogin(env.DB, "first@example.com", "ACC-0000000000000000", T0);
    const api = callerOf({ cookie: await signIn(loginId, T0) });
    expect((await api.accounts.mine()).mayCreate).toBe(true);
    await api.accounts.create({ name: "Ours" });
    expect(await api.accounts.mine()).toMatchObject({ accounts: [{ name: "Ours" }], mayCreate: false });
  });

  it("survives a short lifetime", async () => {
    await env.DB.batch(
      ["groupMembers", "searchTerms", "commands", "users", "invitations", "deliveries", "groups", "accounts"].map(
        (table) => env.DB.prepare(`DELETE FROM ${table}`),
      ),
    );
    await ensureDemo({ ...env, INVITATION_LIFETIME_MS: "5000" }, T0);
    expect(await env.DB.prepare("SELECT count(*) AS n FROM users").first()).toEqual({ n: 13 });
  });
});
