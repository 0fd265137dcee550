import { env } from "cloudflare:workers";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { lastName as lastNameSchema, requiredName } from "../../shared/fields.ts";
import { effectiveStatus, userStatuses } from "../../shared/status.ts";
import { callerOf, T0 } from "../test/harness.ts";
import { personOf } from "./people.ts";
import type { Seeded } from "./seed.ts";
import { serveLocal } from "./serve.ts";

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return serveLocal(
    new Request(`http://localhost:8787${path}`, { method: "POST", body: JSON.stringify(body), headers }),
    env,
    T0,
  );
}

async function seed(users: number): Promise<Seeded> {
  return (await post("/dev/seed", { users })).json();
}

describe("seeding", () => {
  it("makes exactly as many users as asked for, in every state from six on", async () => {
    const { apiToken } = await seed(6);
    const counts = await callerOf({ token: apiToken }).users.counts();
    expect(counts).toEqual({
      active: 1,
      invited: 1,
      invitationExpired: 1,
      invitationDeclined: 1,
      blocked: 1,
      removed: 1,
    });
  });

  it("keeps the counts of groups and states, search and every row in order, over several batches", async () => {
    const { accountId, adminEmail, apiToken } = await seed(2_300);
    const api = callerOf({ token: apiToken });
    const counts = await api.users.counts();
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(2_300);
    for (const status of userStatuses) expect((await api.users.list({ status: [status] })).total).toBe(counts[status]);
    for (const { id, userCount } of await api.groups.list()) {
      const members = await env.DB.prepare(
        "SELECT count(*) AS n FROM groupMembers WHERE accountId = ? AND groupId = ?",
      );
      expect((await members.bind(accountId, id).first<{ n: number }>())?.n).toBe(userCount);
      expect(userCount).toBeGreaterThan(0);
    }
    const found = await api.users.list({ search: adminEmail });
    expect(found.rows.map(({ email }) => email)).toEqual([adminEmail]);
    expect(found.rows[0]?.groups.map(({ name }) => name)).toEqual(["Administrators"]);
    for (const row of (await api.users.list({ pageSize: 100 })).rows) {
      expect(row.groups.length > 0).toBe(row.status !== "removed");
    }
  });

  it("writes the audit trail in the order in which it happened", async () => {
    const { accountId, apiToken } = await seed(200);
    const { results } = await env.DB.prepare("SELECT recordedAt FROM events WHERE accountId = ? ORDER BY seq")
      .bind(accountId)
      .all<{ recordedAt: number }>();
    expect(results.length).toBeGreaterThan(400);
    expect(results.map(({ recordedAt }) => recordedAt)).toEqual(
      results.map(({ recordedAt }) => recordedAt).toSorted((one, other) => one - other),
    );
    // So that a span of it can be asked for.
    const day = { from: T0 - 10 * 86_400_000, before: T0 - 9 * 86_400_000 };
    const { rows } = await callerOf({ token: apiToken }).events.list({ ...day, pageSize: 100 });
    const inDay = results.filter(({ recordedAt }) => recordedAt >= day.from && recordedAt < day.before);
    expect(rows).toHaveLength(inDay.length);
    expect(inDay.length).toBeGreaterThan(0);
  });

  it("owes nobody a mail before hours have passed, and no invitation lacks a deadline", async () => {
    const { accountId } = await seed(200);
    const { results } = await env.DB.prepare(
      `SELECT u.status, u.expiresAt, u.sentAt, i.mailDueAt, i.mailState, i.endedAs, i.armed FROM users u
        JOIN invitations i ON i.accountId = u.accountId AND i.id = u.currentInvitationId WHERE u.accountId = ?`,
    )
      .bind(accountId)
      .all<{ status: "invited"; expiresAt: number; mailDueAt: number | null; endedAs: string | null; armed: number }>();
    for (const row of results) {
      expect(effectiveStatus(row, T0)).toBe(row.status);
      expect(row.mailDueAt ?? Number.POSITIVE_INFINITY).toBeGreaterThan(T0 + 3_600_000);
      expect(row.armed).toBe(1);
      expect(row.endedAs === null).toBe(row.status === "invited");
    }
    const states = new Set(results.map((row) => Reflect.get(row, "mailState")));
    expect(states).toEqual(new Set(["sent", "failed", "retrying"]));
  });

  it("lets its administrator sign in: their login has an active place", async () => {
    const { adminEmail, accountId } = await seed(1);
    const login = await env.DB.prepare("SELECT id FROM logins WHERE email = ?")
      .bind(adminEmail)
      .first<{ id: string }>();
    const place = await env.DB.prepare("SELECT status FROM users WHERE accountId = ? AND loginId = ?");
    expect(await place.bind(accountId, login?.id ?? "").first()).toEqual({ status: "active" });
  });

  it.each([{}, { users: 0 }, { users: 1.5 }, { users: "10" }, { users: 100_001 }, null])("refuses %j", async (body) => {
    expect((await post("/dev/seed", body)).status).toBe(400);
  });

  it("refuses other sites", async () => {
    expect((await post("/dev/seed", { users: 1 }, { origin: "https://evil.example" })).status).toBe(403);
  });

  it("refuses a name of another site that leads to this machine", async () => {
    const read = (host: string) => serveLocal(new Request(`http://${host}:8787/dev/mailbox.json`), env, T0);
    expect((await read("evil.example")).status).toBe(403);
    expect((await read("localhost")).status).toBe(200);
  });
});

describe("the people it makes up", () => {
  it("have names that an invitation may carry, and addresses of their own", () => {
    const people = Array.from({ length: 5_000 }, (_, index) => personOf(index, "example.com"));
    for (const { firstName, lastName, email } of people) {
      expect([v.is(requiredName, firstName), v.is(lastNameSchema, lastName)]).toEqual([true, true]);
      expect(email).toMatch(/^[a-z][a-z.]*[a-z]\.\d+@example\.com$|^[a-z]\.\d+@example\.com$/);
    }
    expect(new Set(people.map(({ email }) => email)).size).toBe(5_000);
  });
});
