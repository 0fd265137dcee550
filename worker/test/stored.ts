import { env } from "cloudflare:workers";

export type Stored = Record<string, Record<string, unknown>[]>;

/** What goes on beside a test once a call is answered: mails that tell of it, and when a session was last seen. */
const beside: Record<string, string[] | "all"> = {
  deliveries: "all",
  notices: "all",
  invitations: ["news"],
  sessions: ["updatedAt"],
};

/** What is another in each account and for each user, and so left out where two are compared. */
export const ownColumns = [
  ...["id", "userId", "invitationId", "currentInvitationId", "loginId", "sendId", "seq"],
  ...["email", "nameKey", "terms"],
];

/** Every row of every table in its own order, but for what goes on beside. */
export async function everythingStored(): Promise<Stored> {
  const { results: tables } = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
  ).all<{ name: string }>();
  const kept = tables.filter(({ name }) => beside[name] !== "all");
  const rows = await env.DB.batch<Record<string, unknown>>(
    kept.map(({ name }) => env.DB.prepare(`SELECT * FROM "${name}"`)),
  );
  return Object.fromEntries(
    kept.map(({ name }, at) => [name, (rows[at]?.results ?? []).map((row) => without(row, name))]),
  );
}

function without(row: Record<string, unknown>, table: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([column]) => !beside[table]?.includes(column)));
}
