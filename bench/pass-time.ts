import { globSync } from "node:fs";
import { basename, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { changeStored } from "../scripts/stored-rows.ts";

const nanosecondsPerMs = 1_000_000n;

/** Makes a stopped Usher older, as if so much time had passed: deadlines, and the alarms of objects, both where workerd has them. */
export function passTime(stateFolder: string, ms: number): void {
  changeStored(stateFolder, "users", `UPDATE users SET sentAt = sentAt - ${ms}, expiresAt = expiresAt - ${ms}`);
  const nanoseconds = BigInt(ms) * nanosecondsPerMs;
  for (const file of globSync(join(stateFolder, "do", "usher-Invitation", "*.sqlite"))) {
    const database = new DatabaseSync(file);
    database.exec("PRAGMA synchronous = OFF");
    database
      .prepare(
        basename(file) === "metadata.sqlite"
          ? "UPDATE _cf_ALARM SET scheduled_time = scheduled_time - ?"
          : "UPDATE _cf_METADATA SET value = value - ? WHERE key = 1",
      )
      .run(nanoseconds);
    database.close();
  }
}
