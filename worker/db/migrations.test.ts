import { applyD1Migrations, type D1Migration } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";

const {
  DB,
  COPY,
  TEST_MIGRATIONS: migrations,
} = env as unknown as Record<"DB" | "COPY", D1Database> & { TEST_MIGRATIONS: D1Migration[] };

const statuses = ["active", "invited", "invitationExpired", "invitationDeclined", "blocked", "removed"];
/** With so many migrations terms stand at the user, and rows of them are kept by triggers. */
const withTermsAtUsers = 9;

/** An account as it was written when so many migrations had been applied: the columns that there have always been. */
async function fill(db: D1Database, accountId: string, applied: number): Promise<void> {
  const statements: D1PreparedStatement[] = [];
  const run = (sql: string) => statements.push(db.prepare(sql).bind(accountId));
  run(
    "INSERT INTO accounts (id, name, locale, timeZone, administratorsGroupId, createdAt) VALUES (?1, 'A', 'en', 'UTC', 'g1', 1)",
  );
  run("INSERT INTO groups (accountId, id, name, nameKey) VALUES (?1, 'g1', 'One', 'one'), (?1, 'g2', 'Two', 'two')");
  for (const [index, status] of statuses.entries()) {
    const id = `USR-ABC${index}`;
    const invitationId = `'${accountId}-${index}'`;
    const email = `ann.${index}@example.com`;
    const terms = [`${index}`, "ann", email, "example.com", "other"];
    run(`INSERT INTO users (accountId, id, email, firstName, lastName, nameKey, status, currentInvitationId, sentAt, expiresAt, joinedAt)
      VALUES (?1, '${id}', '${email}', 'Ann', 'Other', 'ann other', '${status}', ${invitationId}, ${index}, 100, ${index % 2 === 0 ? 7 : null})`);
    run(`INSERT INTO invitations (accountId, id, userId, invitedAt, invitedByKind, invitedById, invitedByUserId, keyId, epoch, locale, mailState)
      VALUES (?1, ${invitationId}, '${id}', ${index}, 'user', 'USR-ABC0', 'USR-ABC0', 1, 1, 'en', '${index === 1 ? "failed" : "sent"}')`);
    run(`INSERT INTO groupMembers (accountId, userId, groupId) VALUES (?1, '${id}', 'g${1 + (index % 2)}')`);
    run(`INSERT INTO deliveries (accountId, userId, invitationId, sendId, attempt, startedAt, error)
      VALUES (?1, '${id}', ${invitationId}, 's${index}', 1, ${index}, NULL)`);
    run(
      `INSERT INTO commands (accountId, id, inputHash, subjectId, createdAt, holds) VALUES (?1, 'c${index}', 'h', '${id}', 5, 1)`,
    );
    run(`INSERT INTO sends (accountId, email, at, sendId) VALUES (?1, '${email}', 3, 's${index}')`);
    if (applied >= withTermsAtUsers) {
      run(`UPDATE users SET terms = '${JSON.stringify(terms)}' WHERE accountId = ?1 AND id = '${id}'`);
    } else {
      for (const term of [...terms, id.toLowerCase(), id.slice(4).toLowerCase()]) {
        run(`INSERT OR IGNORE INTO searchTerms (accountId, term, userId) VALUES (?1, '${term}', '${id}')`);
      }
    }
  }
  run(
    "INSERT INTO logins (id, email, emailVerified, name, createdAt, updatedAt) VALUES (?1, ?1 || '@example.com', 1, '', 1, 1)",
  );
  run("INSERT INTO directory (loginId, accountId) VALUES (?1, ?1)");
  await db.batch(statements);
}

async function everything(db: D1Database): Promise<Record<string, unknown[]>> {
  const { results } = await db
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'd1\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )
    .all<{ name: string }>();
  const tables: Record<string, unknown[]> = {};
  for (const { name } of results) {
    const { results: rows } = await db.prepare(`SELECT * FROM ${name}`).all();
    tables[name] = rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
  }
  return tables;
}

async function fillAt(db: D1Database, upTo: (version: number) => number): Promise<void> {
  for (let version = 1; version <= migrations.length; version++) {
    await applyD1Migrations(db, migrations.slice(0, upTo(version)));
    await fill(db, `ACC-${version}`, upTo(version));
  }
}

test("accounts that were written under any earlier schema are, migrated, as if they had been written today", async () => {
  await fillAt(COPY, (version) => version);
  await fillAt(DB, () => migrations.length);
  const [migrated, today] = [await everything(COPY), await everything(DB)];
  expect(migrated).toEqual(today);
  expect(today.searchTerms?.length).toBeGreaterThan(100);
  expect(today.userFacets?.length).toBeGreaterThan(100);
});
