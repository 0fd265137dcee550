import { type Listeners, listenersColumns } from "./listeners.ts";
import { firstOf } from "./rows.ts";

/** What a change stands on. The batch is undone as a whole unless all of it still stands when it runs. */
export type Guard = {
  /** The account's `accessRevision`; null where nobody's rights were asked (an invitee, the clock). */
  accessRevision: number | null;
  /** Whoever is changed, as they were when it was decided. */
  users: { id: string; revision: number }[];
  /** The account's `nextSlotAt`, where slots are given out. */
  nextSlotAt?: number;
  /** How many invitation mails the account may have asked for before, where they are capped. */
  mails?: { sinceHour: number; atMost: number };
};

/** A change as the `commands` table knows it. */
export type CommandMark = { accountId: string; id: string; inputHash: string; subjectId: string };

/** `outrun`: something it stood on changed first, or a twin with the same mark was quicker. Load and decide again. */
export type Committed = { kind: "done"; results: D1Result[]; listeners: Listeners } | { kind: "outrun" };

const insertCommand = `INSERT INTO commands (accountId, id, inputHash, subjectId, createdAt, holds)
  SELECT ?1, ?2, ?3, ?4, ?5,
    (?6 IS NULL OR EXISTS (SELECT 1 FROM accounts WHERE id = ?1 AND accessRevision = ?6))
    AND NOT EXISTS (SELECT 1 FROM json_each(?7) e
      WHERE NOT EXISTS (SELECT 1 FROM users WHERE accountId = ?1 AND id = e.value ->> 0 AND revision = e.value ->> 1))
    AND (?8 IS NULL OR EXISTS (SELECT 1 FROM accounts WHERE id = ?1 AND nextSlotAt = ?8))
    AND (?10 IS NULL OR (SELECT coalesce(sum(count), 0) FROM sendCounts WHERE accountId = ?1 AND hour >= ?9) <= ?10)
  RETURNING ${listenersColumns("?1")}`;

/**
 * The one way a command is written: a mark that guards, then the changes, in one transaction. Throws what D1 throws
 * when the outcome is unknown; the mark tells on the next load whether it was committed.
 */
export async function commit(
  db: Pick<D1Database, "prepare" | "batch">,
  mark: CommandMark,
  guard: Guard,
  statements: D1PreparedStatement[],
  now: number,
): Promise<Committed> {
  const first = db
    .prepare(insertCommand)
    .bind(
      mark.accountId,
      mark.id,
      mark.inputHash,
      mark.subjectId,
      now,
      guard.accessRevision,
      JSON.stringify(guard.users.map(({ id, revision }) => [id, revision])),
      guard.nextSlotAt ?? null,
      guard.mails?.sinceHour ?? null,
      guard.mails?.atMost ?? null,
    );
  try {
    const [marked, ...results] = await db.batch([first, ...statements]);
    const listeners = firstOf<Listeners>(marked);
    if (listeners === null) throw new Error("A command without its row");
    return { kind: "done", results, listeners };
  } catch (error) {
    if (isOutrun(error)) return { kind: "outrun" };
    throw error;
  }
}

/** D1 tells its errors apart by their message only. A broken constraint means that the database has moved on. */
function isOutrun(error: unknown): boolean {
  return error instanceof Error && /(CHECK|UNIQUE|FOREIGN KEY) constraint failed/.test(error.message);
}

export type StoredCommand = { inputHash: string; subjectId: string; outcomes: string | null };

export function commandStatement(db: D1Database, accountId: string, id: string): D1PreparedStatement {
  return db
    .prepare("SELECT inputHash, subjectId, outcomes FROM commands WHERE accountId = ?1 AND id = ?2")
    .bind(accountId, id);
}

export function commandOf(result: D1Result | undefined): StoredCommand | null {
  return firstOf<StoredCommand>(result);
}
