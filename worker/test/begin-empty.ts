import { applyD1Migrations, type D1Migration, evictAllDurableObjects, reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { vi } from "vitest";

const { DB, MAILBOX, TEST_MIGRATIONS } = env as unknown as {
  DB: D1Database;
  MAILBOX: D1Database;
  TEST_MIGRATIONS: D1Migration[];
};

// Before each file: files share a runtime, one after the other, and none finds what another has left.
vi.useRealTimers();
vi.restoreAllMocks();
// What goes well says so, and would drown what does not.
vi.spyOn(console, "log").mockImplementation(() => undefined);
// Lets objects end what they are at.
await evictAllDurableObjects();
// A database is an object too, and `reset` passes over objects that have fallen asleep.
await Promise.all([DB, MAILBOX].map((database) => database.prepare("SELECT 1").run()));
await reset();
await applyD1Migrations(DB, TEST_MIGRATIONS);
