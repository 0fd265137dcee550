import { firstOf } from "./rows.ts";

export type BulkFacts = { activeAdministrators: number; nextSlotAt: number };

/** What a run about many asks of the account beyond what one command does. Counts no further than the run could take. */
export function bulkFactsStatement(db: D1Database, accountId: string, upTo: number): D1PreparedStatement {
  return db
    .prepare(`SELECT a.nextSlotAt, (SELECT count(*) FROM (SELECT 1 FROM groupMembers m
        CROSS JOIN users x ON x.accountId = m.accountId AND x.id = m.userId
        WHERE m.accountId = a.id AND m.groupId = a.administratorsGroupId AND x.status = 'active' LIMIT ?2)) AS activeAdministrators
      FROM accounts a WHERE a.id = ?1`)
    .bind(accountId, upTo + 1);
}

export function bulkFactsOf(result: D1Result | undefined): BulkFacts {
  return firstOf<BulkFacts>(result) ?? { activeAdministrators: 0, nextSlotAt: 0 };
}

export function takeSlotsStatement(db: D1Database, accountId: string, nextSlotAt: number): D1PreparedStatement {
  return db.prepare("UPDATE accounts SET nextSlotAt = max(nextSlotAt, ?2) WHERE id = ?1").bind(accountId, nextSlotAt);
}
