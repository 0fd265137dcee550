import { readHealth } from "./db/health.ts";
import { logError } from "./log.ts";

const minuteMs = 60_000;
/** The sweep runs every minute; two that are missing are no accident. */
const silentMs = 3 * minuteMs;
/** What alarms are late with is made good by the sweep before this. */
const overdueMs = 3 * minuteMs;

/** What whoever watches asks for: 503 as soon as somebody should look. It counts, and tells of nobody. */
export async function serveHealth(db: D1Database, now: number): Promise<Response> {
  const health = await readHealth(db, now - overdueMs).catch((error: unknown) => logError("health not read", error));
  if (!health) return answer("databaseAway", { now });
  const { sweptAt, ...overdue } = health;
  const isSilent = sweptAt === null || sweptAt < now - silentMs;
  const isLate = Object.values(overdue).some((count) => count > 0);
  const status = isSilent ? "sweepMissing" : isLate ? "overdue" : "ok";
  return answer(status, { now, sweptAt, overdue });
}

function answer(status: "ok" | "sweepMissing" | "overdue" | "databaseAway", seen: object): Response {
  const headers = { "cache-control": "no-store" };
  return Response.json({ status, ...seen }, { status: status === "ok" ? 200 : 503, headers });
}
