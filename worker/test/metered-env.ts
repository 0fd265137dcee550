import type { Env } from "../env.ts";
import { countedDb, proxied } from "./d1-proxies.ts";

/** What the platform bills: a batch is one call; rows as D1 counts them, those of indexes and triggers included. */
export type Meter = { calls: number; rowsRead: number; rowsWritten: number; objects: number };

/** What a Worker is given, counted. */
export function meteredEnv({ DB, INVITATION, LIVE }: Env): { changes: Partial<Env>; meter: () => Meter } {
  const { db, calls, rowsRead, rowsWritten } = countedDb(DB);
  let objects = 0;
  const counting = <Of extends Rpc.DurableObjectBranded>(namespace: DurableObjectNamespace<Of>) =>
    proxied(namespace, {
      getByName: (name: string) => {
        objects++;
        return namespace.getByName(name);
      },
    });
  return {
    changes: { DB: db, INVITATION: counting(INVITATION), LIVE: counting(LIVE) },
    meter: () => ({ calls: calls(), rowsRead: rowsRead(), rowsWritten: rowsWritten(), objects }),
  };
}
