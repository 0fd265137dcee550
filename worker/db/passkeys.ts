import type { PasskeyRow } from "../../shared/sign-in-means.ts";
import { maxPasskeys } from "../../shared/sign-in-means.ts";

export type NewPasskey = {
  loginId: string;
  credentialId: string;
  publicKey: string;
  counter: number;
  transports: string[];
  device: string;
  isSynced: boolean;
};

export type StoredPasskey = Omit<PasskeyRow, "device" | "isSynced"> & {
  device: string;
  isSynced: number;
  credentialId: string;
  transports: string;
};

/** The own ones, the oldest first. */
export async function findPasskeys(db: D1Database, loginId: string): Promise<StoredPasskey[]> {
  const { results } = await db
    .prepare(`SELECT id, name, device, isSynced, createdAt, lastUsedAt, credentialId, transports FROM passkeys
      WHERE loginId = ?1 ORDER BY createdAt, id`)
    .bind(loginId)
    .all<StoredPasskey>();
  return results;
}

/** Whose a passkey is, and what its signature is checked with. */
export type PasskeyKey = { id: string; loginId: string; publicKey: string; counter: number };

export async function findPasskeyKey(db: D1Database, credentialId: string): Promise<PasskeyKey | null> {
  return db
    .prepare("SELECT id, loginId, publicKey, counter FROM passkeys WHERE credentialId = ?1")
    .bind(credentialId)
    .first<PasskeyKey>();
}

/** False when the login has as many as it may have, or anybody has this one already. */
export async function insertPasskey(db: D1Database, passkey: NewPasskey, now: number): Promise<boolean> {
  const { loginId, credentialId, publicKey, counter, transports, device, isSynced } = passkey;
  const { meta } = await db
    .prepare(`INSERT INTO passkeys
        (id, loginId, credentialId, publicKey, counter, transports, name, device, isSynced, createdAt)
      SELECT ?1, ?2, ?3, ?4, ?5, ?6, '', ?7, ?8, ?9
        WHERE (SELECT count(*) FROM passkeys WHERE loginId = ?2) < ?10
      ON CONFLICT DO NOTHING`)
    .bind(
      crypto.randomUUID(),
      loginId,
      credentialId,
      publicKey,
      counter,
      JSON.stringify(transports),
      device,
      isSynced ? 1 : 0,
      now,
      maxPasskeys,
    )
    .run();
  return meta.changes === 1;
}

/** Notes a use. False when the passkey is gone by now, or another use with this counter came first. */
export async function notePasskeyUsed(
  db: D1Database,
  used: { id: string; counter: number; isSynced: boolean },
  now: number,
): Promise<boolean> {
  const { meta } = await db
    .prepare(`UPDATE passkeys SET counter = ?2, isSynced = ?3, lastUsedAt = ?4
      WHERE id = ?1 AND (counter < ?2 OR (counter = 0 AND ?2 = 0))`)
    .bind(used.id, used.counter, used.isSynced ? 1 : 0, now)
    .run();
  return meta.changes === 1;
}

/** False when the login has no such passkey. */
export async function renamePasskey(db: D1Database, loginId: string, id: string, name: string): Promise<boolean> {
  const { meta } = await db
    .prepare("UPDATE passkeys SET name = ?3 WHERE id = ?1 AND loginId = ?2")
    .bind(id, loginId, name)
    .run();
  return meta.changes === 1;
}

export async function deletePasskey(db: D1Database, loginId: string, id: string): Promise<void> {
  await db.prepare("DELETE FROM passkeys WHERE id = ?1 AND loginId = ?2").bind(id, loginId).run();
}

/** False when it was used before. What is over needs no memory, so the sweep takes it away with the codes. */
export async function spendChallenge(
  db: D1Database,
  challenge: { id: string; expiresAt: number },
  now: number,
): Promise<boolean> {
  const { meta } = await db
    .prepare(`INSERT INTO verifications (id, identifier, value, expiresAt, createdAt, updatedAt)
      VALUES (?1, ?1, '', ?2, ?3, ?3) ON CONFLICT DO NOTHING`)
    .bind(`passkey challenge ${challenge.id}`, challenge.expiresAt, now)
    .run();
  return meta.changes === 1;
}
