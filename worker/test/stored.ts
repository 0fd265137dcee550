import { env } from "cloudflare:workers";

export type Stored = Record<string, Record<string, unknown>[]>;

/** Every row of every table, but for when a session was last seen, which is noted whatever it asks for. */
export async function everythingStored(): Promise<Stored> {
  const { results: tables } = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
  ).all<{ name: string }>();
  const rows = await env.DB.batch<Record<string, unknown>>(
    tables.map(({ name }) => env.DB.prepare(`SELECT * FROM "${name}" ORDER BY rowid`)),
  );
  return Object.fromEntries(
    tables.map(({ name }, at) => {
      const stored = rows[at]?.results ?? [];
      return [name, name === "sessions" ? stored.map(({ updatedAt: _, ...session }) => session) : stored];
    }),
  );
}
