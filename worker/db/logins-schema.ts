import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

// Logins share no join and no batch with an account's tables, so they can move to a database of their own one day.
// The auth library finds its fields by the names of the properties here; instants are epoch milliseconds.

/** A proven address that may sign in: the auth library's "user". */
export const logins = sqliteTable("logins", {
  id: text("id").primaryKey(),
  email: text("email").notNull().unique(),
  emailVerified: integer("email_verified", { mode: "boolean" }).notNull(),
  /** Always empty: names belong to the users of an account. */
  name: text("name").notNull(),
  image: text("image"),
  createdAt: instant("created_at").notNull(),
  updatedAt: instant("updated_at").notNull(),
});

export const sessions = sqliteTable(
  "sessions",
  {
    id: text("id").primaryKey(),
    /** Not hashed (the library cannot), yet useless alone: a cookie also needs AUTH_SECRET's signature of it. */
    token: text("token").notNull().unique(),
    loginId: loginId(),
    expiresAt: instant("expires_at").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
  },
  (table) => [index("sessions_login").on(table.loginId), index("sessions_expires").on(table.expiresAt)],
);

/** One-time codes on their way; address and code only as keyed hashes. */
export const verifications = sqliteTable(
  "verifications",
  {
    id: text("id").primaryKey(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: instant("expires_at").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [
    index("verifications_identifier").on(table.identifier, table.createdAt),
    index("verifications_expires").on(table.expiresAt),
  ],
);

/** The library's "account": how a login signs in elsewhere. It insists on the table; nothing here fills it. */
export const loginAccounts = sqliteTable(
  "login_accounts",
  {
    id: text("id").primaryKey(),
    loginId: loginId(),
    providerId: text("provider_id").notNull(),
    accountId: text("account_id").notNull(),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: instant("access_token_expires_at"),
    refreshTokenExpiresAt: instant("refresh_token_expires_at"),
    scope: text("scope"),
    password: text("password"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [index("login_accounts_login").on(table.loginId)],
);

/** Which accounts a login has entered: a hint where to look. The account's users say whether that still holds. */
export const directory = sqliteTable(
  "directory",
  { loginId: loginId(), accountId: text("account_id").notNull() },
  (table) => [primaryKey({ columns: [table.loginId, table.accountId] })],
);

function instant(column: string) {
  return integer(column, { mode: "timestamp_ms" });
}

function loginId() {
  return text("login_id")
    .notNull()
    .references(() => logins.id, { onDelete: "cascade" });
}
