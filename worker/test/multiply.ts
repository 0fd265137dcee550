/** Accounts and users by the hundred thousand, made of a few that the product has written, inside of SQLite. */

/** SQL that makes the value of a column for copy `k` out of the original's; other columns are taken over. */
type Changes = Record<string, (value: string) => string>;

const tables = [
  "accounts",
  "groups",
  "logins",
  "directory",
  "users",
  "groupMembers",
  "invitations",
  "deliveries",
  "events",
];
const kept = ["userFacets", "facetCounts", "userCounts", "searchTerms"];
const copiesPerStatement = 10_000;

/**
 * Lets `fill` write rows without indexes and triggers, and makes these afterwards, with all that triggers would have
 * kept: a tenth of the time.
 */
export async function written(db: D1Database, crowdId: string, fill: () => Promise<void>): Promise<void> {
  const all = [...tables, ...kept].map((name) => `'${name}'`).join(", ");
  const { results: parts } = await db
    .prepare(
      `SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND tbl_name IN (${all}) AND sql IS NOT NULL`,
    )
    .all<{ type: string; name: string; sql: string }>();
  for (const { type, name } of parts) await db.prepare(`DROP ${type} ${name}`).run();
  await fill();
  for (const name of kept) await db.prepare(`DELETE FROM ${name}`).run();
  for (const which of chunks(crowdId)) await db.batch([facetsOf(db, which), termsOf(db, which)]);
  for (const { sql } of parts.filter(({ type }) => type === "index")) await db.prepare(sql).run();
  await db.batch([
    db.prepare("INSERT INTO userCounts SELECT accountId, status, count(*) FROM users GROUP BY accountId, status"),
    db.prepare(
      "INSERT INTO facetCounts SELECT accountId, facet, status, count(*) FROM userFacets GROUP BY accountId, facet, status",
    ),
    db.prepare(
      "UPDATE groups SET userCount = (SELECT count(*) FROM groupMembers m WHERE m.accountId = groups.accountId AND m.groupId = groups.id)",
    ),
  ]);
  for (const { sql } of parts.filter(({ type }) => type === "trigger")) await db.prepare(sql).run();
}

/** So many times as many users in one account, by its users who were invited. */
export async function multiplyUsers(db: D1Database, accountId: string, times: number): Promise<void> {
  const user = (id: string) => `substr(${id}, 1, 14) || printf('%06d', k)`;
  const invitation = (id: string) => `substr(${id}, 1, 23) || printf('%06d', k) || substr(${id}, 30)`;
  const uuid = (id: string) => `substr(${id}, 1, 28) || printf('%08d', k)`;
  // Addresses end in the number of their user.
  const words = (email: string) => `rtrim(substr(${email}, 1, instr(${email}, '@') - 1), '0123456789')`;
  const number = (email: string) =>
    `substr(${email}, length(${words(email)}) + 1, instr(${email}, '@') - length(${words(email)}) - 1)`;
  const moved = (email: string) => `(CAST(${number(email)} AS INTEGER) + k * 100000)`;
  const email = (value: string) => `${words(value)} || ${moved(value)} || substr(${value}, instr(${value}, '@'))`;
  const changes: Record<string, Changes> = {
    logins: { id: uuid, email },
    directory: { loginId: uuid },
    users: {
      ...{ id: user, loginId: uuid, currentInvitationId: invitation, email },
      terms: (value) => `replace(replace(${value}, '"' || o.email || '"', '"' || ${email("o.email")} || '"'),
        '"' || ${number("o.email")} || '"', '"' || ${moved("o.email")} || '"')`,
      externalId: (value) => `${value} || '-' || k`,
    },
    groupMembers: { userId: user },
    invitations: { id: invitation, userId: user, sendId: uuid },
    deliveries: { userId: user, invitationId: invitation, sendId: uuid },
    events: { userId: user, invitationId: invitation },
  };
  const users = `SELECT id FROM users WHERE accountId = '${accountId}' AND currentInvitationId IS NOT NULL`;
  const logins = `SELECT loginId FROM users WHERE accountId = '${accountId}' AND currentInvitationId IS NOT NULL`;
  const which: Record<string, string> = {
    logins: `o.id IN (${logins})`,
    directory: `o.accountId = '${accountId}' AND o.loginId IN (${logins})`,
    users: `o.accountId = '${accountId}' AND o.currentInvitationId IS NOT NULL`,
    groupMembers: `o.accountId = '${accountId}' AND o.userId IN (${users})`,
  };
  await copy(
    db,
    { from: 1, to: times },
    changes,
    (table) => which[table] ?? `o.accountId = '${accountId}' AND o.userId IN (${users})`,
  );
}

/** So many accounts more, as one is. Their ids lie among all others. */
export async function multiplyAccounts(db: D1Database, accountId: string, accounts: number): Promise<void> {
  const spread = "printf('%06d', (k * 611953) % 1000003)";
  const id = (value: string) => `substr(${value}, 1, 4) || ${spread} || substr(${value}, 11)`;
  const uuid = (value: string) => `${spread} || substr(${value}, 7)`;
  const email = (value: string) => `replace(${value}, '@', '@a' || ${spread} || '.')`;
  const ofAccount = { accountId: id };
  const changes: Record<string, Changes> = {
    accounts: { id, administratorsGroupId: id },
    groups: { ...ofAccount, id },
    logins: { id: uuid, email },
    directory: { ...ofAccount, loginId: uuid },
    users: {
      ...{ ...ofAccount, id, loginId: uuid, currentInvitationId: id, email },
      terms: (value) =>
        `replace(${value}, substr(o.email, instr(o.email, '@') + 1), 'a' || ${spread} || '.' || substr(o.email, instr(o.email, '@') + 1))`,
    },
    groupMembers: { ...ofAccount, userId: id, groupId: id },
    invitations: { ...ofAccount, id, userId: id, invitedById: id, invitedByUserId: id, sendId: uuid },
    deliveries: { ...ofAccount, userId: id, invitationId: id, sendId: uuid },
    events: { ...ofAccount, userId: id, invitationId: id },
  };
  await copy(db, { from: 1, to: accounts + 1 }, changes, (table) => {
    if (table === "accounts") return `o.id = '${accountId}'`;
    if (table === "logins") return `o.id IN (SELECT loginId FROM users WHERE accountId = '${accountId}')`;
    return `o.accountId = '${accountId}'`;
  });
}

async function copy(
  db: D1Database,
  range: { from: number; to: number },
  changes: Record<string, Changes>,
  which: (table: string) => string,
): Promise<void> {
  for (const table of tables.filter((name) => changes[name])) {
    const { results } = await db
      .prepare(`SELECT name FROM pragma_table_info('${table}') WHERE name <> 'seq'`)
      .all<{ name: string }>();
    const columns = results.map(({ name }) => name);
    const values = columns.map((column) => {
      const change = changes[table]?.[column];
      return change ? `CASE WHEN o.${column} IS NOT NULL THEN ${change(`o.${column}`)} END` : `o.${column}`;
    });
    const originals = await db
      .prepare(`SELECT count(*) AS count FROM ${table} o WHERE ${which(table)}`)
      .first<number>("count");
    const step = Math.max(1, Math.floor(copiesPerStatement / Math.max(1, originals ?? 1)));
    // The originals are no copies, and are passed over by copying what there is before the first one is made.
    await db.prepare(`CREATE TABLE originals AS SELECT * FROM ${table} o WHERE ${which(table)}`).run();
    for (let from = range.from; from < range.to; from += step) {
      const last = Math.min(from + step, range.to) - 1;
      await db
        .prepare(`WITH RECURSIVE n (k) AS (SELECT ${from} UNION ALL SELECT k + 1 FROM n WHERE k < ${last})
          INSERT INTO ${table} (${columns.join(", ")}) SELECT ${values.join(", ")} FROM n CROSS JOIN originals o`)
        .run();
    }
    await db.prepare("DROP TABLE originals").run();
  }
}

/** Everybody in parts, so that no statement sorts millions. */
function chunks(crowdId: string): string[] {
  const ends = [..."0123456789ABCDEFGHJKMNPQRSTVWXYZ", "["];
  const parts = (column: string, prefix: string) =>
    ends.slice(0, -1).map((first, at) => `${column} >= '${prefix}${first}' AND ${column} < '${prefix}${ends[at + 1]}'`);
  return [
    ...parts("u.id", "USR-").map((part) => `u.accountId = '${crowdId}' AND ${part}`),
    ...parts("u.accountId", "ACC-").map((part) => `u.accountId <> '${crowdId}' AND ${part}`),
  ];
}

function facetsOf(db: D1Database, which: string): D1PreparedStatement {
  const columns = "u.status, u.nameKey, u.email, u.sentAt, u.expiresAt, u.joinedAt, u.lastSignInAt";
  const facets = (facet: string, join: string, where = "TRUE") =>
    `SELECT u.accountId, ${facet}, u.id, ${columns} FROM users u ${join} WHERE ${which} AND ${where}`;
  const invitation = "JOIN invitations i ON i.accountId = u.accountId AND i.id = u.currentInvitationId";
  return db.prepare(`INSERT INTO userFacets (accountId, facet, id, status, nameKey, email, sentAt, expiresAt, joinedAt, lastSignInAt)
    ${facets("m.groupId", "JOIN groupMembers m ON m.accountId = u.accountId AND m.userId = u.id")}
    UNION ALL ${facets("i.mailState", invitation, "i.mailState IS NOT NULL")}
    UNION ALL ${facets("i.invitedByUserId", invitation)}
    UNION ALL ${facets("'askedAgain'", "", "u.askedAgainAt IS NOT NULL")} ORDER BY 1, 3, 2`);
}

function termsOf(db: D1Database, which: string): D1PreparedStatement {
  return db.prepare(`INSERT INTO searchTerms (accountId, status, term, userId)
    SELECT u.accountId, u.status, t.value, u.id FROM users u, json_each(u.terms) t
    WHERE ${which} AND t.value <> u.email AND instr(u.nameKey, t.value) <> 1 ORDER BY 1, 2, 3, 4`);
}
