import type { Login } from "../db/logins.ts";

/** `email` is a normalised address. */
export function findLogin(db: D1Database, email: string): Promise<Login | null> {
  return db.prepare("SELECT id AS loginId, email FROM logins WHERE email = ?1").bind(email).first<Login>();
}
