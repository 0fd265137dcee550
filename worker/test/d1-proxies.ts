/** D1 as a test wants it: counted, or in trouble. */

export type Counted = {
  db: D1Database;
  /** Calls to D1 so far; a batch is one. */
  calls(): number;
  /** Rows that D1 says it has read and written so far, those of indexes and triggers included. */
  rowsRead(): number;
  rowsWritten(): number;
};

export function countedDb(db: D1Database): Counted {
  let calls = 0;
  let rowsRead = 0;
  let rowsWritten = 0;
  const counted = aroundCalls(db, async (run) => {
    calls++;
    const answer = await run();
    for (const { meta } of [answer as D1Result | D1Result[]].flat()) {
      // `raw`, which only the auth library uses, tells no figures.
      rowsRead += meta?.rows_read ?? 0;
      rowsWritten += meta?.rows_written ?? 0;
    }
    return answer;
  });
  return { db: counted, calls: () => calls, rowsRead: () => rowsRead, rowsWritten: () => rowsWritten };
}

/** What is asked of it, statement by statement as they are prepared. */
export function recordedDb(db: D1Database): { db: D1Database; statements(): string[] } {
  const statements: string[] = [];
  const prepare = (sql: string) => {
    statements.push(sql);
    return db.prepare(sql);
  };
  return { db: proxied(db, { prepare }), statements: () => statements };
}

/** Stands around each call to D1; a batch is one. */
export function aroundCalls(db: D1Database, around: (run: () => Promise<unknown>) => Promise<unknown>): D1Database {
  const originals = new WeakMap<D1PreparedStatement, D1PreparedStatement>();
  function aroundStatement(statement: D1PreparedStatement): D1PreparedStatement {
    const all = () => around(() => statement.all());
    const one = proxied(statement, {
      bind: (...values: unknown[]) => aroundStatement(statement.bind(...values)),
      all,
      run: all,
      // By what tells figures, which `first` does not.
      async first(column?: string) {
        const [row] = ((await all()) as D1Result<Record<string, unknown>>).results;
        return row === undefined ? null : column === undefined ? row : row[column];
      },
      raw: (options?: { columnNames?: false }) => around(() => statement.raw(options)),
    });
    originals.set(one, statement);
    return one;
  }
  return proxied(db, {
    prepare: (sql: string) => aroundStatement(db.prepare(sql)),
    batch: (statements: D1PreparedStatement[]) =>
      around(() => db.batch(statements.map((statement) => originals.get(statement) ?? statement))),
  });
}

/** A process that ends at so-manieth call to D1, before it arrives or once it is carried out: nothing goes on. */
export function dyingAt(db: D1Database, call: number, when: "before" | "after") {
  const { promise: died, resolve } = Promise.withResolvers<"died">();
  let calls = 0;
  const dying = aroundCalls(db, async (run) => {
    calls++;
    if (calls < call) return run();
    if (calls === call && when === "after") await run();
    resolve("died");
    return new Promise<never>(() => undefined);
  });
  return { db: dying, died };
}

/** Loses one call to D1, the so-manieth: before it arrives, or only the answer. */
export function failingAt(db: D1Database, call: number, when: "before" | "after"): D1Database {
  let calls = 0;
  return aroundCalls(db, async (run) => {
    calls++;
    if (calls !== call) return run();
    if (when === "after") await run();
    throw new Error("D1_ERROR: Network connection lost.");
  });
}

/** There is no D1 any more from its so-manieth call on: that one does not arrive, or only its answer is lost. */
export function leavingAt(db: D1Database, call: number, when: "before" | "after") {
  let calls = 0;
  const leaving = aroundCalls(db, async (run) => {
    calls++;
    if (calls < call) return run();
    if (calls === call && when === "after") await run();
    throw new Error("D1_ERROR: Network connection lost.");
  });
  return { db: leaving, hasLeft: () => calls >= call };
}

type Batch = (statements: D1PreparedStatement[]) => Promise<D1Result[]>;

/** Stands around each batch that writes a decision: before it, after it, or instead of it. One caller at a time. */
export function aroundCommit(
  db: D1Database,
  around: (commit: () => Promise<D1Result[]>) => Promise<D1Result[]>,
): D1Database {
  let isCommit = false;
  const batch: Batch = (statements) => {
    const run = () => db.batch(statements);
    if (!isCommit) return run();
    isCommit = false;
    return around(run);
  };
  return proxied(db, {
    prepare(sql: string) {
      isCommit ||= sql.startsWith("INSERT INTO commands");
      return db.prepare(sql);
    },
    batch,
  });
}

/** Lets somebody be quicker: `rival` is done between the caller's decision and its first writing of it. */
export function outrunBy(db: D1Database, rival: () => Promise<unknown>): D1Database {
  let isOver = false;
  return aroundCommit(db, async (commit) => {
    if (!isOver) {
      isOver = true;
      await rival();
    }
    return commit();
  });
}

/** Loses the connection the first `times` times that a decision is written: before it arrives, or only the answer. */
export function losingConnection(db: D1Database, when: "before" | "after", times = 1): D1Database {
  let lost = 0;
  return aroundCommit(db, async (commit) => {
    if (lost++ >= times) return commit();
    if (when === "after") await commit();
    throw new Error("D1_ERROR: Network connection lost.");
  });
}

/** A process that ends once its decision is written: nobody is answered, and nothing that would follow is done. */
export function dyingAfterCommit(db: D1Database, call: (db: D1Database) => Promise<unknown>): Promise<void> {
  return new Promise((resolve, reject) => {
    const dying = aroundCommit(db, async (commit) => {
      await commit();
      resolve();
      return new Promise<never>(() => undefined);
    });
    call(dying).catch(reject);
  });
}

export function proxied<Target extends object>(
  target: Target,
  changes: Partial<Record<keyof Target, unknown>>,
): Target {
  return new Proxy(target, {
    get(_, key) {
      if (Reflect.has(changes, key)) return Reflect.get(changes, key);
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
