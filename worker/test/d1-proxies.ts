/** D1 as a test wants it: counted, or in trouble. */

export type Counted = {
  db: D1Database;
  /** Calls to D1 so far; a batch is one. */
  calls(): number;
  /** Rows that the batches so far have read. */
  rowsRead(): number;
};

export function countedDb(db: D1Database): Counted {
  let calls = 0;
  let rowsRead = 0;
  const counted = proxied(db, {
    prepare: (sql: string) => countedStatement(db.prepare(sql)),
    async batch(statements: D1PreparedStatement[]) {
      calls++;
      const results = await db.batch(statements.map((statement) => originals.get(statement) ?? statement));
      for (const { meta } of results) rowsRead += meta.rows_read;
      return results;
    },
  });
  const originals = new WeakMap<D1PreparedStatement, D1PreparedStatement>();
  function countedStatement(statement: D1PreparedStatement): D1PreparedStatement {
    const run =
      (method: "all" | "run" | "first" | "raw") =>
      (...args: unknown[]) => {
        calls++;
        return Reflect.apply(Reflect.get(statement, method), statement, args);
      };
    const one = proxied(statement, {
      bind: (...values: unknown[]) => countedStatement(statement.bind(...values)),
      all: run("all"),
      run: run("run"),
      first: run("first"),
      raw: run("raw"),
    });
    originals.set(one, statement);
    return one;
  }
  return { db: counted, calls: () => calls, rowsRead: () => rowsRead };
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

function proxied<Target extends object>(target: Target, changes: Partial<Record<keyof Target, unknown>>): Target {
  return new Proxy(target, {
    get(_, key) {
      if (Reflect.has(changes, key)) return Reflect.get(changes, key);
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
