import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

// What is counted over all accounts. Belongs to none of them and is joined with nothing of theirs; addresses and clients
// stand here as keyed digests only, and are forgotten after a day.

/** Mails of invitations that have left for an address, whoever sent them. */
export const mailsSent = sqliteTable(
  "mailsSent",
  {
    address: text().notNull(),
    sendId: text().notNull(),
    /** The last attempt: when it may have arrived. */
    at: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.address, t.sendId] }),
    index("mailsSent_address").on(t.address, t.at),
    index("mailsSent_age").on(t.at),
  ],
);

/** One-time codes that a client had sent to an address. */
export const codesSent = sqliteTable(
  "codesSent",
  { address: text().notNull(), client: text().notNull(), at: integer().notNull(), id: text().notNull() },
  (t) => [
    primaryKey({ columns: [t.address, t.client, t.at, t.id] }),
    index("codesSent_address").on(t.address, t.at),
    index("codesSent_age").on(t.at),
  ],
);
