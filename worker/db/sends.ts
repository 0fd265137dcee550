import type { SendHistory } from "../../shared/command.ts";
import { oldestHour } from "../../shared/daily-cap.ts";
import { type ChangeSet, ofRow } from "./change-set.ts";
import { rowsOf } from "./rows.ts";
import type { Target } from "./target.ts";

// Mails to an address within a day count towards a limit. Deleting its user must not reset that, and must not keep the
// address either: until the rows are forgotten, a keyed digest stands in its place.

/** When an account last wrote to an address, whether or not it is somebody's at the moment; newest first. */
export function sendsToStatement(
  db: D1Database,
  accountId: string,
  { email, digest }: { email: string; digest: string },
  since: number,
  limit: number,
): D1PreparedStatement {
  return db
    .prepare(
      "SELECT email, at FROM sends WHERE accountId = ?1 AND email IN (?2, ?3) AND at > ?4 ORDER BY at DESC LIMIT ?5",
    )
    .bind(accountId, email, digest, since, limit);
}

/** How many mails an account has asked for, hour by hour, as far as that counts. */
export function hourlySendsStatement(db: D1Database, accountId: string, now: number): D1PreparedStatement {
  return db
    .prepare("SELECT hour, count FROM sendCounts WHERE accountId = ?1 AND hour >= ?2")
    .bind(accountId, oldestHour(now));
}

export type Sent = { email: string; at: number };

/** What the limits count of mails to an address that nobody of the account has yet. */
export function historyOf(sends: Sent[]): SendHistory {
  return { resentAt: null, sentAts: sends.map(({ at }) => at) };
}

/** The same for any number of addresses and digests. */
export function sendsToManyStatement(
  db: D1Database,
  accountId: string,
  addresses: string[],
  since: number,
): D1PreparedStatement {
  return db
    .prepare(`SELECT email, at FROM sends
      WHERE accountId = ?1 AND email IN (SELECT value FROM json_each(?2)) AND at > ?3 ORDER BY at DESC`)
    .bind(accountId, JSON.stringify(addresses), since);
}

/** By address or digest, each newest first. */
export function sendsByAddress(result: D1Result | undefined): Map<string, number[]> {
  const sends = new Map<string, number[]>();
  for (const { email, at } of rowsOf<{ email: string; at: number }>(result)) {
    sends.set(email, [...(sends.get(email) ?? []), at]);
  }
  return sends;
}

/** From an address to its digest when its user is deleted or gets another one, and back when it is invited once more. */
export function renameSendsStatements({ changes, over }: ChangeSet): D1PreparedStatement[] {
  return over(
    changes.flatMap(({ target, effects }) => {
      const isErased = effects.some(({ kind }) => kind === "erase");
      return [
        ...(target.sendsRenamed ?? []).map(({ from, to }): [Target, string, string] => [target, from, to]),
        ...(isErased ? [[target, target.person.email, digestOf(target)] satisfies [Target, string, string]] : []),
      ];
    }),
    (rows, still) => `UPDATE sends SET email = e.value ->> 3 FROM ${rows}
      WHERE sends.accountId = ${ofRow} AND sends.email = e.value ->> 2${still}`,
  );
}

function digestOf({ addressDigest }: Target): string {
  if (addressDigest === undefined) throw new Error("Deleting needs the digest of the address");
  return addressDigest;
}
