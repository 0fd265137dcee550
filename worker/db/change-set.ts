import type { Effect } from "../../shared/command.ts";
import type { Change, Scene, Target } from "./target.ts";

/** One effect on one user; `invitationId` is the one that is current when its turn has come. */
export type Step<One extends Effect = Effect> = { effect: One; target: Target; invitationId: string | null };

type Of<Kind> = Step<Extract<Effect, { kind: Kind }>>;
type Cell = string | number | null | string[] | object;

/**
 * The effects of any number of decisions by kind, and how a statement over many of them is made: `?1` is the account,
 * `?2` the rows as JSON, each beginning with its user (0) and the revision it was decided on (1).
 */
export type ChangeSet = {
  scene: Scene;
  changes: Change[];
  /** Leaves out whoever has changed since, instead of counting on a guard that undoes the batch. */
  onlyUnchanged: boolean;
  stepsOf: <Kind extends Effect["kind"]>(...kinds: Kind[]) => Of<Kind>[];
  /** No statement when there are no rows. `sql` is given the rows, to stand after FROM or JOIN, and what they must meet. */
  over: (
    rows: [target: Target, ...rest: Cell[]][],
    sql: (rows: string, still: string) => string,
    ...params: (string | number | null)[]
  ) => D1PreparedStatement[];
};

/** The account, as a row `e` has it: no plan can begin with everybody in the account and look for each in the list. */
export const ofRow = "iif(e.key IS NULL, NULL, ?1)";

export function changeSet(db: D1Database, scene: Scene, changes: Change[], onlyUnchanged: boolean): ChangeSet {
  const steps = changes.flatMap(stepsOfChange);
  const still = onlyUnchanged
    ? " AND EXISTS (SELECT 1 FROM users g WHERE g.accountId = ?1 AND g.id = e.value ->> 0 AND g.revision = e.value ->> 1)"
    : "";
  return {
    scene,
    changes,
    onlyUnchanged,
    stepsOf: (...kinds) => steps.filter((step) => isOf(step, kinds)),
    over: (rows, sql, ...params) => {
      if (rows.length === 0) return [];
      const list = JSON.stringify(rows.map(([{ userId, revision }, ...rest]) => [userId, revision, ...rest]));
      return [db.prepare(sql("json_each(?2) e", still)).bind(scene.accountId, list, ...params)];
    },
  };
}

function stepsOfChange({ target, effects }: Change): Step[] {
  let { invitationId } = target;
  return effects.map((effect) => {
    if (effect.kind === "createInvitation") invitationId = offerOf(target).invitationId;
    return { effect, target, invitationId };
  });
}

function isOf<Kind extends Effect["kind"]>(step: Step, kinds: Kind[]): step is Of<Kind> {
  return kinds.some((kind) => kind === step.effect.kind);
}

export function offerOf({ offer }: Target) {
  if (!offer) throw new Error("An invitation that is made or sent needs an offer");
  return offer;
}
