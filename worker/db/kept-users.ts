import type { Bind } from "./bind.ts";
import { type Order, orderSql } from "./list-order.ts";
import { keptCountSql } from "./user-counts.ts";
import type { UserFilter } from "./user-filter.ts";

/**
 * Users whom an index holds in order and whose number is kept, as CTEs: `counted` is their number, `page` walks to the
 * page. A page by number is walked to from whichever end is nearer: the rows in between are what it costs.
 */
export function keptUsersSql(
  filter: UserFilter,
  walks: { onwards: string; backwards: string | null },
  order: { onwards: Order; backwards: Order },
  range: { size: number; limit: string; offset: string; reach: number },
  bind: Bind,
): string {
  const counted = `WITH counted AS MATERIALIZED (${keptCountSql(filter, bind)})`;
  const { size, limit, offset, reach } = range;
  const onwards = `${walks.onwards} ORDER BY ${orderSql(order.onwards)}`;
  if (walks.backwards === null) return `${counted}, page AS (${onwards} LIMIT ${limit} OFFSET ${offset})`;
  const behind = `((SELECT total FROM counted) - ${offset} - ${size})`;
  const far = `${offset} > ${reach}`;
  return `${counted}, page AS (
    SELECT * FROM (${onwards} LIMIT CASE WHEN ${offset} > ${behind} OR ${far} THEN 0 ELSE ${limit} END OFFSET ${offset})
    UNION ALL
    SELECT * FROM (${walks.backwards} ORDER BY ${orderSql(order.backwards)}
      LIMIT CASE WHEN ${offset} <= ${behind} OR ${behind} > ${reach} THEN 0 ELSE max(0, min(${size}, ${size} + ${behind})) END
      OFFSET max(0, ${behind})))`;
}
