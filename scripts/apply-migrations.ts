import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Miniflare } from "miniflare";
import { root } from "./paths.ts";
import { storedRows } from "./stored-rows.ts";

const folder = join(root, "migrations");

type Database = Awaited<ReturnType<Miniflare["getD1Database"]>>;

/** What a state folder still lacks, read from its disk while nothing runs; all of them when there is no database yet. */
export function pendingMigrations(stateFolder: string): string[] {
  const applied = storedRows(stateFolder, "d1_migrations", "SELECT name FROM d1_migrations");
  return without(applied.map(({ name }) => String(name)));
}

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
  for (const name of without(results.map((row) => row.name))) {
    const statements = statementsIn(readFileSync(join(folder, name), "utf8")).map((sql) => db.prepare(sql));
    await db.batch([...statements, db.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(name)]);
  }
}

/** Files of migrations, in order. */
function without(applied: string[]): string[] {
  return globSync("*.sql", { cwd: folder })
    .filter((name) => !applied.includes(name))
    .sort();
}

/** As Drizzle puts them apart, and whoever writes a migration by hand: no trigger is cut at a semicolon of its own. */
function statementsIn(migration: string): string[] {
  return migration.split("--> statement-breakpoint");
}
