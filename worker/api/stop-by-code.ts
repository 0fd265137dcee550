import { decide } from "../../shared/decide.ts";
import { dayMs } from "../../shared/limits.ts";
import type { StopState } from "../../shared/outputs.ts";
import { findByCode } from "../db/invitations.ts";
import { allowAddress, findStopping, type StoppingRow, stopAddressStatement } from "../db/stopped-addresses.ts";
import type { Stopping } from "../invitation/stop-code.ts";
import { stopCodeOf } from "../invitation/stop-links.ts";
import { logInfo } from "../log.ts";
import type { Asking } from "./ask.ts";
import { openedAs, roundByCode, tellInviter } from "./by-code.ts";
import { withinLimit } from "./call-limit.ts";
import { RefusalError } from "./refusal-error.ts";
import { markOf, type Round, untilWritten } from "./repeatable.ts";

// Loaded by the few who want no more mails.

export async function stopStateByCode(ctx: Asking, code: string): Promise<StopState> {
  return stateOf(ctx, await find(ctx, await read(ctx, code)));
}

/** Declines the invitation if it is open, and lets none of the account's mails reach the address any more. */
export async function stopByCode(ctx: Asking, code: string): Promise<StopState> {
  const stopping = await read(ctx, code);
  const found = await find(ctx, stopping);
  const mark = await markOf(ctx, { idempotencyKey: undefined });
  const written = await untilWritten<null>(ctx, mark, async () => {
    const row = await findByCode(ctx.db, stopping.invitationId, ctx.now - dayMs, mark.commandId);
    if (row === null) throw new RefusalError({ reason: "linkInvalid" });
    if (row.isWritten === 1) return { made: null, results: [] };
    const stop = stopAddressStatement(ctx.db, found.accountId, stopping.address, ctx.now);
    const round: Round<null> = {
      accountId: found.accountId,
      subjectId: row.namedId,
      guard: { accessRevision: null, users: [] },
      statements: [stop],
      made: null,
    };
    const opened = openedAs("mail", row);
    const decision = opened && decide(opened.facts, { kind: "invitee" }, { kind: "decline", forGood: true }, ctx);
    // Pressed again, it is as it was: nothing grows by pressing.
    if (opened === null || !decision || decision.refusal) {
      return found.isStopped === 1 ? { made: null, results: [] } : round;
    }
    const declined = roundByCode(ctx, opened, decision, {});
    return { ...round, guard: declined.guard, statements: [...declined.statements, stop] };
  });
  tellInviter(ctx, written);
  logInfo("invitations stopped by a recipient", { accountId: found.accountId });
  return stateOf(ctx, { ...found, isStopped: 1 });
}

/** What was declined stays so; the account may invite again. */
export async function allowByCode(ctx: Asking, code: string): Promise<StopState> {
  const stopping = await read(ctx, code);
  const found = await find(ctx, stopping);
  await allowAddress(ctx.db, found.accountId, stopping.address);
  return stateOf(ctx, { ...found, isStopped: 0 });
}

/** A forged one is refused without a database read. */
async function read(ctx: Asking, code: string): Promise<Stopping> {
  const stopping = await stopCodeOf(ctx.env, code);
  if (stopping !== null) return stopping;
  await withinLimit(ctx.env.FORGERIES, ctx.client);
  throw new RefusalError({ reason: "linkInvalid" });
}

async function find(ctx: Asking, { invitationId, keyId, address }: Stopping): Promise<StoppingRow> {
  const row = await findStopping(ctx.db, invitationId, address);
  if (row === null || row.keyId !== keyId) throw new RefusalError({ reason: "linkInvalid" });
  return row;
}

function stateOf({ env }: Asking, { accountName, isStopped }: StoppingRow): StopState {
  return { accountName, isStopped: isStopped === 1, support: env.SUPPORT || null };
}
