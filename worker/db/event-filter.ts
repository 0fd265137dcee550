import { eventTypes } from "../../shared/events.ts";
import type { EventsListInput } from "../../shared/inputs.ts";

type Bind = (value: string | number) => string;

/**
 * Which events are asked for, as a WITH clause whose `found` holds the `seq` of at most `limit` of them, ?1 being the
 * account. Each way of asking is a range of an index that goes on by `seq`, so that a rare event among a million costs
 * what a frequent one does.
 */
export function foundEventsSql(input: EventsListInput, limit: string, bind: Bind): string {
  const dir = input.after === undefined ? "DESC" : "ASC";
  const page = (from: string, where: string[]) =>
    `SELECT e.seq FROM events e INDEXED BY ${from} WHERE e.accountId = ?1 AND ${[...where, ...boundsSql(input, bind)].join(" AND ")}
      ORDER BY e.seq ${dir} LIMIT ${limit}`;
  const { actor, userId } = input;
  const types = input.type && input.type.length > 0 ? [...new Set(input.type)] : null;
  if (userId !== undefined) {
    // What is about one person is short enough to be looked through.
    const where = [`e.userId = ${bind(userId)}`];
    if (types) where.push(`e.type IN (${types.map(bind).join(", ")})`);
    if (actor) where.push(`e.actorKind = ${bind(actor.kind)}`);
    if (actor && "id" in actor && actor.id !== undefined) where.push(`e.actorId = ${bind(actor.id)}`);
    return `WITH found (seq) AS (${page("events_user", where)})`;
  }
  // Ranges of several types or actors are each in order, and together they are not: the first of each are put in order.
  const firstOfEach = (ranges: string, index: string, where: string[]) => `found (seq) AS (SELECT seqs.value
    FROM ${ranges} CROSS JOIN json_each((SELECT json_group_array(seq) FROM (${page(index, where)}))) seqs
    ORDER BY seqs.value ${dir} LIMIT ${limit})`;
  if (actor) {
    const kind = bind(actor.kind);
    const ranges = `actors CROSS JOIN json_each(${bind(JSON.stringify(types ?? eventTypes))}) types`;
    const where = [`e.actorKind = ${kind}`, "e.actorId IS actors.id", "e.type = types.value"];
    return `WITH RECURSIVE ${actorsSql(actor, kind, bind)}, ${firstOfEach(ranges, "events_actor", where)}`;
  }
  if (types === null) return `WITH found (seq) AS (${page("events_account", ["TRUE"])})`;
  const ranges = `json_each(${bind(JSON.stringify(types))}) types`;
  return `WITH ${firstOfEach(ranges, "events_type", ["e.type = types.value"])}`;
}

/** Everybody of a kind, found by one step of the index each; invitees and the system have no ids. */
function actorsSql(actor: NonNullable<EventsListInput["actor"]>, kind: string, bind: Bind): string {
  if (actor.kind === "invitee" || actor.kind === "system") return "actors (id) AS (VALUES (NULL))";
  if ("id" in actor && actor.id !== undefined) return `actors (id) AS (VALUES (${bind(actor.id)}))`;
  const next = (than: string) => `SELECT min(e.actorId) FROM events e INDEXED BY events_actor
    WHERE e.accountId = ?1 AND e.actorKind = ${kind} AND e.actorId > ${than}`;
  return `actors (id) AS (${next("''")} UNION ALL SELECT (${next("actors.id")}) FROM actors WHERE actors.id IS NOT NULL)`;
}

/** `seq` grows with `recordedAt`, but for requests that overtake one another and machines whose clocks differ. */
const overtakingMs = 60_000;

/**
 * Where in the trail to look. Dates mean `recordedAt`: the trail is in the order of recording, so a span of it is a
 * piece of the trail, whereas an expiry of long ago may be recorded today.
 */
function boundsSql({ after, cursor, from, before }: EventsListInput, bind: Bind): string[] {
  const nearest = (recorded: string, dir: "ASC" | "DESC") => `(SELECT b.seq FROM events b INDEXED BY events_recorded
    WHERE b.accountId = ?1 AND b.recordedAt ${recorded} ORDER BY b.recordedAt ${dir}, b.seq ${dir} LIMIT 1)`;
  const isForwards = after !== undefined;
  const at = cursor === undefined ? after : Number(cursor);
  const lower: string[] = [];
  const upper: string[] = [];
  if (at !== undefined) (isForwards ? lower : upper).push(bind(at));
  if (from !== undefined) lower.push(`coalesce(${nearest(`< ${bind(from - overtakingMs)}`, "DESC")}, 0)`);
  if (before !== undefined) {
    const first = nearest(`>= ${bind(before + overtakingMs)}`, "ASC");
    upper.push(`coalesce(${first}, ${Number.MAX_SAFE_INTEGER})`);
  }
  // One bound at each end, since an index is entered by one.
  return [
    ...(lower.length > 0 ? [`e.seq > ${lower.length > 1 ? `max(${lower.join(", ")})` : lower[0]}`] : []),
    ...(upper.length > 0 ? [`e.seq < ${upper.length > 1 ? `min(${upper.join(", ")})` : upper[0]}`] : []),
    ...(from === undefined ? [] : [`e.recordedAt >= ${bind(from)}`]),
    ...(before === undefined ? [] : [`e.recordedAt < ${bind(before)}`]),
  ];
}
