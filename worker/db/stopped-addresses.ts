/** What the page by which somebody stops an account's invitations shows of it. */
export type StoppingRow = { accountId: string; accountName: string; keyId: number; isStopped: number };

/** `address` as `Recipient.here` has it. The invitation may be over, and its user deleted. */
export async function findStopping(db: D1Database, invitationId: string, address: string): Promise<StoppingRow | null> {
  return db
    .prepare(`SELECT n.accountId, n.keyId, a.name AS accountName,
      EXISTS (SELECT 1 FROM stoppedAddresses s WHERE s.accountId = n.accountId AND s.address = ?2) AS isStopped
      FROM invitations n JOIN accounts a ON a.id = n.accountId WHERE n.id = ?1`)
    .bind(invitationId, address)
    .first<StoppingRow>();
}

export function stopAddressStatement(db: D1Database, accountId: string, address: string, now: number) {
  return db
    .prepare("INSERT OR IGNORE INTO stoppedAddresses (accountId, address, at) VALUES (?1, ?2, ?3)")
    .bind(accountId, address, now);
}

export async function allowAddress(db: D1Database, accountId: string, address: string): Promise<void> {
  await db.prepare("DELETE FROM stoppedAddresses WHERE accountId = ?1 AND address = ?2").bind(accountId, address).run();
}
