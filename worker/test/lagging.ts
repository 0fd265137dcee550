/** What D1 makes of a database with one copy, as far as a test needs: the copy knows nothing until it is brought up to date. */
export function laggingDatabase(primary: D1Database, copy: D1Database) {
  let moment = 0;
  let copied = 0;
  const served = { primary: 0, copy: 0 };

  async function runOn(where: "primary" | "copy", statements: Recorded[]): Promise<D1Result[]> {
    served[where]++;
    if (statements.some(({ sql }) => !/^\s*(SELECT|WITH)\b/.test(sql))) moment++;
    const database = where === "primary" ? primary : copy;
    return database.batch(statements.map(({ sql, values }) => database.prepare(sql).bind(...values)));
  }

  function session(constraint: string): D1DatabaseSession {
    let seen = /^\d/.test(constraint) ? Number(constraint) : constraint === "first-primary" ? moment : 0;
    let isUsed = false;
    return {
      prepare: (sql: string) => recorded(sql, []),
      async batch(statements: unknown[]) {
        const list = statements as Recorded[];
        const isWrite = list.some(({ sql }) => !/^\s*(SELECT|WITH)\b/.test(sql));
        const where = isWrite || constraint === "first-primary" || seen > copied ? "primary" : "copy";
        const results = await runOn(where, list);
        seen = Math.max(seen, where === "primary" ? moment : copied);
        isUsed = true;
        return results;
      },
      getBookmark: () => (isUsed ? String(seen).padStart(16, "0") : null),
    } as unknown as D1DatabaseSession;
  }

  function recorded(sql: string, values: unknown[]): Recorded {
    const all = async () => (await runOn("primary", [recorded(sql, values)]))[0];
    return {
      sql,
      values,
      bind: (...given) => recorded(sql, given),
      all,
      run: all,
      async first(column) {
        const row = (await all())?.results[0] as Record<string, unknown> | undefined;
        return column === undefined ? (row ?? null) : (row?.[column] ?? null);
      },
    };
  }

  return {
    db: {
      prepare: (sql: string) => recorded(sql, []),
      batch: (statements: unknown[]) => runOn("primary", statements as Recorded[]),
      withSession: session,
    } as unknown as D1Database,
    served,
    /** The copy becomes what the primary is now. */
    async catchUp(): Promise<void> {
      await copyRows(primary, copy);
      copied = moment;
    },
  };
}

type Recorded = {
  sql: string;
  values: unknown[];
  bind(...values: unknown[]): Recorded;
  all(): Promise<D1Result | undefined>;
  run(): Promise<D1Result | undefined>;
  first(column?: string): Promise<unknown>;
};

async function copyRows(primary: D1Database, copy: D1Database): Promise<void> {
  const { results: triggers } = await copy.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all();
  const { results: tables } = await primary
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%'",
    )
    .all<{ name: string }>();
  const statements = [
    copy.prepare("PRAGMA defer_foreign_keys = ON"),
    // Kept counts are rows like all others there.
    ...triggers.map(({ name }) => copy.prepare(`DROP TRIGGER "${name}"`)),
    ...tables.map(({ name }) => copy.prepare(`DELETE FROM "${name}"`)),
  ];
  for (const { name } of tables) {
    const { results } = await primary.prepare(`SELECT * FROM "${name}"`).all();
    for (const row of results) {
      const columns = Object.keys(row);
      const sql = `INSERT INTO "${name}" (${columns.map((column) => `"${column}"`)}) VALUES (${columns.map(() => "?")})`;
      statements.push(copy.prepare(sql).bind(...Object.values(row)));
    }
  }
  await copy.batch(statements);
}
