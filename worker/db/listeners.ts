/** Who wants to hear at once of what happens in an account. */
export type Listeners = { hasWebhooks: number; isWatched: number };

/** Theirs of an account that an SQL expression names: part of statements that are run anyway. */
export function listenersColumns(account: string): string {
  return `EXISTS (SELECT 1 FROM webhooks w WHERE w.accountId = ${account} AND w.disabledAt IS NULL) AS hasWebhooks,
    (SELECT isWatched FROM accounts WHERE id = ${account}) AS isWatched`;
}

/** Notes whether pages of an account may be open. */
export async function noteWatched(db: D1Database, accountId: string, isWatched: boolean): Promise<void> {
  await db
    .prepare("UPDATE accounts SET isWatched = ?2 WHERE id = ?1")
    .bind(accountId, isWatched ? 1 : 0)
    .run();
}
