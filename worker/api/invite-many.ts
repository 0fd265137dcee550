import * as v from "valibot";
import * as inputs from "../../shared/inputs.ts";
import { dayMs } from "../../shared/limits.ts";
import type { InviteManyOutput, InviteManyResult } from "../../shared/outputs.ts";
import { fieldProblems } from "../../shared/problems.ts";
import type { FieldProblem } from "../../shared/refusal.ts";
import { unknownGroupStatement } from "../db/groups.ts";
import { rowsOf } from "../db/rows.ts";
import { sendsByAddress, sendsToManyStatement } from "../db/sends.ts";
import { manyFactsStatement, type UserFactsRow } from "../db/user-facts.ts";
import { offerMaker } from "../invitation/offer.ts";
import { type Asking, requirePlace } from "./ask.ts";
import { type Outcome, runMany } from "./bulk.ts";
import { addressDigest } from "./commanded.ts";
import { invitedRow, type ListedRow } from "./invited-row.ts";
import { maxBulkRounds } from "./repeatable.ts";

type Input = v.InferOutput<typeof inputs.usersInviteMany>;

/** Invites a list: each row is judged by itself, against the state that the rows before it leave, and told what it came to. */
export async function inviteMany(ctx: Asking, input: Input): Promise<InviteManyOutput> {
  const { rows, problems } = await readRows(ctx, input.users);
  const emails = rows.map(({ person }) => person.email);
  const externalIds = rows.flatMap(({ person }) => person.externalId ?? []);
  const groupIds = [...new Set(rows.flatMap(({ person }) => person.groupIds))];
  // Once, not in each round: addresses are looked up for nobody who has no place here.
  const maxRounds = maxBulkRounds - (await requirePlace(ctx));
  const results = await runMany<InviteManyResult>(
    ctx,
    input,
    { upTo: 1, maxRounds },
    (accountId) => [
      manyFactsStatement(ctx.db, accountId, { column: "email", values: emails }, ctx.now),
      manyFactsStatement(ctx.db, accountId, { column: "externalId", values: externalIds }, ctx.now),
      unknownGroupStatement(ctx.db, accountId, groupIds),
      sendsToManyStatement(ctx.db, accountId, [...emails, ...rows.map(({ digest }) => digest)], ctx.now - dayMs),
    ],
    ([byEmail, byExternalId, unknownGroups, sends], asker, sequence) => {
      const judge = invitedRow(ctx, input, asker, sequence, {
        byEmail: new Map(rowsOf<UserFactsRow>(byEmail).map((facts) => [facts.email, facts])),
        byExternalId: new Map(rowsOf<UserFactsRow>(byExternalId).map((facts) => [facts.externalId ?? "", facts])),
        unknownGroups: new Set(rowsOf<{ id: string }>(unknownGroups).map(({ id }) => id)),
        sends: sendsByAddress(sends),
      });
      const judged = new Map(rows.map((row) => [row.index, judge(row)]));
      return input.users.map((_row, index) => judged.get(index) ?? unreadable(index));
    },
  );
  // What is wrong with a row is found again in the row: it may quote what somebody typed, and is kept nowhere.
  return {
    results: results.map((result) => {
      const found = problems.get(result.index);
      return found === undefined ? result : { ...result, problems: found };
    }),
  };
}

async function readRows(
  ctx: Asking,
  users: unknown[],
): Promise<{ rows: ListedRow[]; problems: Map<number, FieldProblem[]> }> {
  const makeOffer = await offerMaker(ctx.env, ctx.now);
  const problems = new Map<number, FieldProblem[]>();
  const rows: Omit<ListedRow, "digest">[] = [];
  for (const [index, user] of users.entries()) {
    const parsed = v.safeParse(inputs.usersInviteManyRow, user);
    if (parsed.success) rows.push({ index, person: parsed.output, offer: makeOffer() });
    else problems.set(index, fieldProblems(parsed.issues));
  }
  const digests = await Promise.all(rows.map(({ person }) => addressDigest(ctx, person.email)));
  return { rows: rows.map((row, at) => ({ ...row, digest: digests[at] ?? "" })), problems };
}

function unreadable(index: number): Outcome<InviteManyResult> {
  const result = { index, outcome: "refused", userId: null } as const;
  return { result, lost: result, written: null };
}
