import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Miniflare } from "miniflare";
import { root } from "./paths.ts";

type Database = Awaited<ReturnType<Miniflare["getD1Database"]>>;

/** As `wrangler d1 migrations apply` does it, in the same table of what was applied. */
export async function applyMigrations(db: Database): Promise<void> {
  await db
    .prepare(
      `CREATE TABLE IF NOT EXISTS d1_migrations(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT UNIQUE,
        applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
      )`,
    )
    .run();
  const { results } = await db.prepare("SELECT name FROM d1_migrations").all<{ name: string }>();
  const applied = new Set(results.map((row) => row.name));
  for (const path of globSync("migrations/*.sql", { cwd: root }).sort()) {
    const name = basename(path);
    if (applied.has(name)) continue;
    const statements = statementsIn(readFileSync(join(root, path), "utf8")).map((sql) => db.prepare(sql));
    await db.batch([...statements, db.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(name)]);
  }
}

/** As Drizzle puts them apart, and whoever writes a migration by hand: no trigger is cut at a semicolon of its own. */
function statementsIn(migration: string): string[] {
  return migration.split("--> statement-breakpoint");
}
