import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, expect, test } from "vitest";
import { crowdSize } from "../shared/limits.ts";
import { spreadOverdueAlarms } from "./overdue-alarms.ts";

const stateFolder = mkdtempSync(join(tmpdir(), "usher-alarms-"));
const folder = join(stateFolder, "do", "usher-Invitation");
const now = Date.UTC(2026, 0, 15, 12);
const later = now + 3_600_000;

afterAll(() => rmSync(stateFolder, { recursive: true }));

/** What is left of alarms so old, by their age in milliseconds. */
function spread(ages: number[]): number[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const alarms = new DatabaseSync(join(folder, "metadata.sqlite"));
  // As workerd has it.
  alarms.exec(
    "CREATE TABLE _cf_ALARM (actor_id TEXT PRIMARY KEY, scheduled_time INTEGER, actor_name TEXT) WITHOUT ROWID",
  );
  const insert = alarms.prepare("INSERT INTO _cf_ALARM VALUES (?, ? * 1000000, NULL)");
  for (const [at, age] of [...ages, now - later].entries()) insert.run(String(at).padStart(5, "0"), now - age);
  spreadOverdueAlarms(stateFolder, now);
  const rows = alarms.prepare("SELECT scheduled_time / 1000000 AS at FROM _cf_ALARM ORDER BY actor_id").all();
  alarms.close();
  return rows.map(({ at }) => Number(at));
}

const crowd = Array.from({ length: crowdSize + 1 }, (_, at) => 1_000 * (at + 1));

test("a crowd of overdue alarms is put one after the other, the oldest first; what is not due yet stays", () => {
  const oldestFirst = crowd.map((_, place) => now + 10 * crowd.length + 60 * (place + 1));
  expect(spread(crowd)).toEqual([...oldestFirst.toReversed(), later]);
});

test("fewer go off at once", () => {
  const few = crowd.slice(1);
  expect(spread(few)).toEqual([...few.map((age) => now - age), later]);
});

test("a state folder without alarms is left alone", () => {
  rmSync(folder, { recursive: true, force: true });
  expect(() => spreadOverdueAlarms(stateFolder, now)).not.toThrow();
});
