import { idPatterns } from "../../shared/ids.ts";
import { tokenUseGrainMs } from "../../shared/limits.ts";
import { type Procedure, permissions } from "../../shared/permissions.ts";
import { type Asker, askerOf, askerStatement, type Credential } from "../db/asker.ts";
import { noteTokenUsedStatement } from "../db/tokens.ts";
import type { LoggedIds } from "./command-log.ts";
import type { Context } from "./context.ts";
import { RefusalError } from "./refusal-error.ts";

/** Names the procedure whose row in the table of permissions holds. */
export type Asking = Context & { path: Procedure; ids: LoggedIds };

/**
 * Finds out who asks and reads what they ask for in one D1 call. The results are given away only once the asker
 * proves to be allowed, so folding the two together saves a call and opens nothing.
 */
export async function ask(
  ctx: Asking,
  statements: (accountId: string) => D1PreparedStatement[],
): Promise<{ asker: Asker; results: D1Result[] }> {
  await requirePlace(ctx);
  const { requireAllowed, results } = await askFirst(ctx, statements);
  return { asker: requireAllowed(), results };
}

/**
 * The same for lists, which may come from a copy near the reader, as new as what the caller has written or heard of.
 * Who asks never does: a right that was taken away ends with the next call.
 */
export async function read(
  ctx: Asking,
  statements: (accountId: string) => D1PreparedStatement[],
): Promise<{ asker: Asker; results: D1Result[] }> {
  const { replica } = ctx;
  if (replica === null) return ask(ctx, statements);
  await requirePlace(ctx);
  const { accountId } = await requireAccount(ctx);
  const [{ requireAllowed }, results] = await Promise.all([
    askFirst(ctx, () => []),
    // A copy that cannot answer is no reason not to.
    replica.batch(statements(accountId)).catch(() => ctx.db.batch(statements(accountId))),
  ]);
  return { asker: requireAllowed(), results };
}

/**
 * An account where somebody has no place is not read for them: how long that takes would tell what is in it. Answers
 * how many calls to D1 it took to know.
 */
export async function requirePlace(ctx: Asking): Promise<0 | 1> {
  const { credential, accountId } = await requireAccount(ctx);
  // The directory names nearly every place, and costs nothing here; one that it misses is asked for.
  if (credential.kind === "token" || credential.accountIds.includes(accountId)) return 0;
  const who = await askerStatement(ctx.db, credential, accountId).all();
  if (askerOf(credential, who, ctx.now) === null) throw new RefusalError({ reason: "notAllowed" });
  return 1;
}

/** The same, for whoever must look at their own mark before being refused: what they did may have ended their rights. */
export async function askFirst(
  ctx: Asking,
  statements: (accountId: string) => D1PreparedStatement[],
): Promise<{ asker: Asker | null; requireAllowed: () => Asker; results: D1Result[] }> {
  const { credential, accountId } = await requireAccount(ctx);
  const [who, ...results] = await ctx.db.batch([
    askerStatement(ctx.db, credential, accountId),
    ...statements(accountId),
  ]);
  const asker = askerOf(credential, who, ctx.now);
  const requireAllowed = () => {
    if (asker === null) {
      throw new RefusalError({ reason: credential.kind === "token" ? "signInRequired" : "notAllowed" });
    }
    if (!mayCall(ctx.path, asker)) throw new RefusalError({ reason: "notAllowed" });
    Object.assign(ctx.ids, { accountId: asker.accountId, actor: asker.actor.id });
    noteTokenUse(ctx, asker);
    return asker;
  };
  return { asker, requireAllowed, results };
}

/** Once an hour is enough to see which tokens are in use; a write with every call would cost more than the call. */
function noteTokenUse(ctx: Asking, { actor, accountId, lastUsedAt }: Asker): void {
  if (actor.kind !== "token" || (lastUsedAt !== null && ctx.now - lastUsedAt < tokenUseGrainMs)) return;
  ctx.waitUntil(noteTokenUsedStatement(ctx.db, accountId, actor.id, ctx.now).run());
}

/** The account that a call is about, as far as the request alone tells. */
export async function requireAccount(
  ctx: Context,
): Promise<{ credential: Exclude<Credential, { kind: "none" }>; accountId: string }> {
  const credential = await ctx.credential();
  if (credential.kind === "none") throw new RefusalError({ reason: "signInRequired" });
  return { credential, accountId: accountOf(credential, ctx.accountHeader) };
}

function accountOf(credential: Exclude<Credential, { kind: "none" }>, header: string | null): string {
  if (credential.kind === "token") {
    if (header !== null && header !== credential.accountId) throw new RefusalError({ reason: "notAllowed" });
    return credential.accountId;
  }
  if (header !== null) {
    if (!idPatterns.account.test(header)) throw new RefusalError({ reason: "notAllowed" });
    return header;
  }
  const [only, ...others] = credential.accountIds;
  if (only === undefined) throw new RefusalError({ reason: "notAllowed" });
  if (others.length > 0) throw new RefusalError({ reason: "accountRequired" });
  return only;
}

function mayCall(path: Procedure, asker: Asker): boolean {
  const access = permissions[path];
  if (asker.actor.kind === "token") return access.token === "read" || (access.token === "write" && asker.mayWrite);
  return access.session === "administrator" ? asker.isAdministrator : true;
}

/** For procedures about the person rather than an account: the login, whatever accounts it has entered. */
export async function requireSession(ctx: Context): Promise<Extract<Credential, { kind: "session" }>> {
  const credential = await ctx.credential();
  if (credential.kind === "session") return credential;
  throw new RefusalError({ reason: credential.kind === "token" ? "notAllowed" : "signInRequired" });
}
