import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

// Logins share no join and no batch with an account's tables, so they can move to a database of their own one day.
// The auth library finds its fields by the names of the properties here; instants are epoch milliseconds.

/** A proven address that may sign in: the auth library's "user". */
export const logins = sqliteTable("logins", {
  id: text().primaryKey(),
  email: text().notNull().unique(),
  emailVerified: integer({ mode: "boolean" }).notNull(),
  /** Always empty: names belong to the users of an account. */
  name: text().notNull(),
  image: text(),
  createdAt: instant().notNull(),
  updatedAt: instant().notNull(),
});

export const sessions = sqliteTable(
  "sessions",
  {
    id: text().primaryKey(),
    /** Not hashed (the library cannot), yet useless alone: a cookie also needs AUTH_SECRET's signature of it. */
    token: text().notNull().unique(),
    loginId: loginId(),
    expiresAt: instant().notNull(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
    /** The library's names. The first stays empty; the second holds no header, only what device.ts makes of it. */
    ipAddress: text(),
    userAgent: text(),
  },
  (table) => [index("sessions_login").on(table.loginId), index("sessions_expires").on(table.expiresAt)],
);

/** What signs a login in without a code. The browser's provider holds the private half. */
export const passkeys = sqliteTable(
  "passkeys",
  {
    id: text().primaryKey(),
    loginId: loginId(),
    credentialId: text().notNull().unique(),
    /** COSE, in base64url. */
    publicKey: text().notNull(),
    /** Goes up with every use, where the authenticator counts at all. */
    counter: integer().notNull(),
    /** JSON: how the browser reaches the authenticator. */
    transports: text().notNull(),
    /** Empty until its owner gives it one: it goes by the device then. */
    name: text().notNull(),
    /** See device.ts. */
    device: text().notNull(),
    isSynced: integer({ mode: "boolean" }).notNull(),
    createdAt: instant().notNull(),
    lastUsedAt: instant(),
  },
  (table) => [index("passkeys_login").on(table.loginId, table.createdAt)],
);

/** One-time codes on their way, address and code only as keyed hashes; and the challenges of passkeys already used. */
export const verifications = sqliteTable(
  "verifications",
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: instant().notNull(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (table) => [
    index("verifications_identifier").on(table.identifier, table.createdAt),
    index("verifications_expires").on(table.expiresAt),
  ],
);

/** The library's "account": how a login signs in elsewhere. It insists on the table; nothing here fills it. */
export const loginAccounts = sqliteTable(
  "loginAccounts",
  {
    id: text().primaryKey(),
    loginId: loginId(),
    providerId: text().notNull(),
    accountId: text().notNull(),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: instant(),
    refreshTokenExpiresAt: instant(),
    scope: text(),
    password: text(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (table) => [index("loginAccounts_login").on(table.loginId)],
);

/** Which accounts a login has entered: a hint where to look. The account's users say whether that still holds. */
export const directory = sqliteTable("directory", { loginId: loginId(), accountId: text().notNull() }, (table) => [
  primaryKey({ columns: [table.loginId, table.accountId] }),
]);

function instant() {
  return integer({ mode: "timestamp_ms" });
}

function loginId() {
  return text()
    .notNull()
    .references(() => logins.id, { onDelete: "cascade" });
}
