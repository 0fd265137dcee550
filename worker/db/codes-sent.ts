import { codesAlways, codeWindowMs, dayMs, maxCodesPerClient, maxCodesToAddress } from "../../shared/limits.ts";
import { rowsOf } from "./rows.ts";

/** Who asks for a code and for which address: keyed digests. */
export type CodeAsked = { address: string; client: string };

const ofClient = "FROM codesSent WHERE address = ?1 AND client = ?2 AND at >";
const upTo = (rows: string, limit: number) => `(SELECT count(*) FROM (SELECT 1 ${rows} LIMIT ${limit}))`;

/**
 * Counts a code, unless that is one too many: of this client lately, or of all clients in a day. What others have asked
 * for keeps nobody from the first codes of their own client. Answers how long to wait, 0 when it was counted. Exact also
 * for those who ask at once, and the same statements for every address.
 */
export async function countCode(db: D1Database, { address, client }: CodeAsked, now: number): Promise<number> {
  const [counted, own, all] = await db.batch([
    db
      .prepare(`INSERT INTO codesSent (address, client, at, id) SELECT ?1, ?2, ?3, ?4
        WHERE ${upTo(`${ofClient} ?3 - ${codeWindowMs}`, maxCodesPerClient)} < ${maxCodesPerClient}
          AND (${upTo(`FROM codesSent WHERE address = ?1 AND at > ?3 - ${dayMs}`, maxCodesToAddress)} < ${maxCodesToAddress}
            OR ${upTo(`${ofClient} ?3 - ${dayMs}`, codesAlways)} < ${codesAlways})
        RETURNING id`)
      .bind(address, client, now, crypto.randomUUID()),
    db
      .prepare(`SELECT at ${ofClient} ?3 ORDER BY at DESC LIMIT ${maxCodesPerClient}`)
      .bind(address, client, now - dayMs),
    db
      .prepare(`SELECT at FROM codesSent WHERE address = ?1 AND at > ?2 ORDER BY at DESC LIMIT ${maxCodesToAddress}`)
      .bind(address, now - dayMs),
  ]);
  return counted?.results.length === 1 ? 0 : waitOf(timesOf(own), timesOf(all), now);
}

function timesOf(result: D1Result | undefined): number[] {
  return rowsOf<{ at: number }>(result).map(({ at }) => at);
}

/** Newest first. */
function waitOf(own: number[], all: number[], now: number): number {
  const window = (own[maxCodesPerClient - 1] ?? Number.NEGATIVE_INFINITY) + codeWindowMs - now;
  const ofAll = (all[maxCodesToAddress - 1] ?? Number.NEGATIVE_INFINITY) + dayMs - now;
  const always = (own[codesAlways - 1] ?? Number.NEGATIVE_INFINITY) + dayMs - now;
  return Math.max(1, window, Math.min(ofAll, always));
}
