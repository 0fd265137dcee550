import type { Mail, MailPort } from "./port.ts";

export type StoredMail = Mail & { sentAt: number; sendId: string };

const tables = [
  `CREATE TABLE IF NOT EXISTS mails (
    id INTEGER PRIMARY KEY, recipient TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, html TEXT NOT NULL,
    sentAt INTEGER NOT NULL, sendId TEXT NOT NULL
  )`,
  "CREATE TABLE IF NOT EXISTS attempts (recipient TEXT PRIMARY KEY, count INTEGER NOT NULL)",
];

/** Keeps every mail, repeats included, where /dev/mailbox shows them. */
export function mailboxPort(mailbox: D1Database): MailPort {
  return {
    async send(mail, sendId) {
      // For trying failures: fail-temporary…@ never arrives, fail-permanent…@ is refused, fail-5-times…@ (any number)
      // arrives at the sixth attempt, counted by address.
      if (mail.to.startsWith("fail-temporary")) return { kind: "temporary", error: "temporary" };
      if (mail.to.startsWith("fail-permanent")) return { kind: "permanent", error: "addressRefused" };
      const failures = Number(/^fail-(\d+)-times/.exec(mail.to)?.[1] ?? 0);
      if (failures > 0 && (await countAttempt(mailbox, mail.to)) <= failures) {
        return { kind: "temporary", error: "temporary" };
      }
      const insert = "INSERT INTO mails (recipient, subject, text, html, sentAt, sendId) VALUES (?, ?, ?, ?, ?, ?)";
      await run(mailbox, mailbox.prepare(insert).bind(mail.to, mail.subject, mail.text, mail.html, Date.now(), sendId));
      return { kind: "sent" };
    },
  };
}

/** The mails of one address, or of all; newest first. */
export async function listMails(
  mailbox: D1Database,
  { to = null, limit = -1 }: { to?: string | null; limit?: number } = {},
): Promise<StoredMail[]> {
  const select = `SELECT recipient AS "to", subject, text, html, sentAt, sendId FROM mails
    WHERE ?1 IS NULL OR recipient = ?1 ORDER BY id DESC LIMIT ?2`;
  return (await run<StoredMail>(mailbox, mailbox.prepare(select).bind(to, limit))).results;
}

async function countAttempt(mailbox: D1Database, recipient: string): Promise<number> {
  const upsert = `INSERT INTO attempts VALUES (?, 1)
    ON CONFLICT (recipient) DO UPDATE SET count = count + 1 RETURNING count`;
  const { results } = await run<{ count: number }>(mailbox, mailbox.prepare(upsert).bind(recipient));
  return results[0]?.count ?? 0;
}

/** The tables are made on the way: this database has no migrations. */
async function run<Row>(mailbox: D1Database, statement: D1PreparedStatement): Promise<D1Result<Row>> {
  const results = await mailbox.batch<Row>([...tables.map((table) => mailbox.prepare(table)), statement]);
  const result = results[tables.length];
  if (result === undefined) throw new Error("The mailbox answered fewer results than it was asked for.");
  return result;
}
