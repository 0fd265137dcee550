import { drizzle } from "drizzle-orm/d1";
import { loginAccounts, logins, sessions, verifications } from "./logins-schema.ts";

/** What the auth library works on: the logins, and its tables under the names that its models have. */
export function openAuthTables(db: D1Database) {
  return drizzle(db);
}

export const authModels = { user: logins, session: sessions, verification: verifications, account: loginAccounts };
