import { dayMs, maxMailsToAddress } from "../../shared/limits.ts";

/** Whom a mail is for, where their address must not stand: keyed digests, one of any account's, one of this one's. */
export type Recipient = { anywhere: string; here: string };

/**
 * The SQL of whether a mail may leave for an address, given its placeholders: not while its owner has had as many in a
 * day, from whatever accounts. A mail that is tried again takes no second place.
 */
export function hasRoomSql(address: string, sendId: string, now: string): string {
  return `(SELECT count(*) FROM (SELECT 1 FROM mailsSent WHERE address = ${address} AND sendId <> ${sendId}
    AND at > ${now} - ${dayMs} LIMIT ${maxMailsToAddress})) < ${maxMailsToAddress}`;
}

/** Whether the owner of an address wants no more of an account's invitations. */
export function isStoppedSql(accountId: string, address: string): string {
  return `EXISTS (SELECT 1 FROM stoppedAddresses WHERE accountId = ${accountId} AND address = ${address})`;
}

/** Counts a mail whose attempt has just begun, in the batch that began it. To move this table would cost a call more. */
export function countMailStatement(
  db: D1Database,
  { accountId, sendId, number }: { accountId: string; sendId: string; number: number },
  { anywhere, here }: Recipient,
  now: number,
): D1PreparedStatement {
  return db
    .prepare(`INSERT INTO mailsSent (address, sendId, at) SELECT ?4, sendId, startedAt FROM deliveries
      WHERE accountId = ?1 AND sendId = ?2 AND attempt = ?3 AND startedAt = ?6 AND NOT ${isStoppedSql("?1", "?5")}
      ON CONFLICT (address, sendId) DO UPDATE SET at = excluded.at`)
    .bind(accountId, sendId, number, anywhere, here, now);
}
