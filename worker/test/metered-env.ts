import type { Env } from "../env.ts";

/** What the platform bills: a batch is one call; rows as D1 counts them, those of indexes and triggers included. */
export type Meter = { calls: number; rowsRead: number; rowsWritten: number; objects: number };

/** What a Worker is given, counted. */
export function meteredEnv({ DB, INVITATION, LIVE }: Env): { changes: Partial<Env>; meter: Meter } {
  const meter: Meter = { calls: 0, rowsRead: 0, rowsWritten: 0, objects: 0 };
  function note(results: D1Result[]): void {
    meter.calls++;
    for (const { meta } of results) {
      meter.rowsRead += meta.rows_read;
      meter.rowsWritten += meta.rows_written;
    }
  }
  const originals = new WeakMap<D1PreparedStatement, D1PreparedStatement>();
  function metered(statement: D1PreparedStatement): D1PreparedStatement {
    async function all() {
      const result = await statement.all<Record<string, unknown>>();
      note([result]);
      return result;
    }
    const one = changed(statement, {
      bind: (...values: unknown[]) => metered(statement.bind(...values)),
      all,
      run: all,
      // D1 tells no figures with these, so they are done by what does.
      first: async (column?: string) => {
        const row = (await all()).results[0];
        return row === undefined ? null : column === undefined ? row : row[column];
      },
      raw: async () => (await all()).results.map((row) => Object.values(row)),
    });
    originals.set(one, statement);
    return one;
  }
  const objects = <Of extends Rpc.DurableObjectBranded>(namespace: DurableObjectNamespace<Of>) =>
    changed(namespace, {
      getByName: (name: string) => {
        meter.objects++;
        return namespace.getByName(name);
      },
    });
  const db = changed(DB, {
    prepare: (sql: string) => metered(DB.prepare(sql)),
    batch: async (statements: D1PreparedStatement[]) => {
      const results = await DB.batch(statements.map((statement) => originals.get(statement) ?? statement));
      note(results);
      return results;
    },
  });
  return { changes: { DB: db, INVITATION: objects(INVITATION), LIVE: objects(LIVE) }, meter };
}

function changed<Target extends object>(target: Target, changes: Partial<Record<keyof Target, unknown>>): Target {
  return new Proxy(target, {
    get(_, key) {
      if (Reflect.has(changes, key)) return Reflect.get(changes, key);
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
