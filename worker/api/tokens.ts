import * as inputs from "../../shared/inputs.ts";
import { maxTokens } from "../../shared/limits.ts";
import type { Removed, TokenCreated, TokenRow } from "../../shared/outputs.ts";
import { newToken, tokenHash } from "../auth/api-token.ts";
import { newId } from "../db/new-id.ts";
import {
  insertTokenStatement,
  removeTokenStatement,
  setTokenDisabledStatement,
  tokensOf,
  tokensStatement,
} from "../db/tokens.ts";
import { type Asking, ask, requireAccount } from "./ask.ts";
import { recordChange } from "./recorded-change.ts";
import { InputError, RefusalError } from "./refusal-error.ts";
import { procedure, router } from "./trpc.ts";

/** Keys for programs. People make them, in the web; a token makes none. */
export const tokensRouter = router({
  /** The account's API tokens, without the tokens themselves. */
  list: procedure("tokens.list")
    .input(inputs.nothing)
    .query(async ({ ctx }): Promise<TokenRow[]> => {
      const { results } = await ask(ctx, (accountId) => [tokensStatement(ctx.db, accountId)]);
      return tokensOf(results[0]);
    }),

  /** Makes an API token, which is shown this once. */
  create: procedure("tokens.create")
    .input(inputs.tokensCreate)
    .mutation(async ({ ctx, input }): Promise<TokenCreated> => {
      const { name, scope, expiresAt = null } = input;
      if (expiresAt !== null && expiresAt <= ctx.now) throw new InputError("expiresAt", "invalid");
      const { accountId } = await requireAccount(ctx);
      const token = await newToken(accountId, ctx.env.AUTH_SECRET);
      const [id, hash] = [newId("token"), await tokenHash(token)];
      await changeTokens(ctx, id, ({ userId }, tokens) => {
        if (tokens.length >= maxTokens) throw new InputError("", "tooMany");
        const made = { accountId, id, name, hash, ending: token.slice(-4), scope, expiresAt };
        return {
          type: "token.created",
          details: { tokenId: id, name, scope },
          statements: [insertTokenStatement(ctx.db, { ...made, createdAt: ctx.now, createdByUserId: userId })],
        };
      });
      return { token, row: await readToken(ctx, id) };
    }),

  /** Stops a token from working, from its next call on. */
  disable: procedure("tokens.disable")
    .input(inputs.tokensOne)
    .mutation(({ ctx, input }): Promise<TokenRow> => setDisabled(ctx, input.tokenId, true)),

  /** Lets a disabled token work again. */
  enable: procedure("tokens.enable")
    .input(inputs.tokensOne)
    .mutation(({ ctx, input }): Promise<TokenRow> => setDisabled(ctx, input.tokenId, false)),

  /** Ends a token for ever. */
  remove: procedure("tokens.remove")
    .input(inputs.tokensOne)
    .mutation(async ({ ctx, input: { tokenId } }): Promise<Removed> => {
      await changeTokens(ctx, tokenId, ({ accountId }, tokens) => ({
        type: "token.removed",
        details: { tokenId, name: oneOf(tokens, tokenId).name },
        statements: [removeTokenStatement(ctx.db, accountId, tokenId)],
      }));
      return { id: tokenId };
    }),
});

function changeTokens(ctx: Asking, tokenId: string, changeOf: Parameters<typeof recordChange<TokenRow>>[3]) {
  const statement = (accountId: string) => tokensStatement(ctx.db, accountId);
  return recordChange(ctx, tokenId, { statement, of: tokensOf }, changeOf);
}

async function setDisabled(ctx: Asking, tokenId: string, isDisabled: boolean): Promise<TokenRow> {
  await changeTokens(ctx, tokenId, ({ accountId }, tokens) => {
    const token = oneOf(tokens, tokenId);
    if (token.isDisabled === isDisabled) return null;
    return {
      type: isDisabled ? "token.disabled" : "token.enabled",
      details: { tokenId, name: token.name },
      statements: [setTokenDisabledStatement(ctx.db, accountId, tokenId, isDisabled ? ctx.now : null)],
    };
  });
  return readToken(ctx, tokenId);
}

async function readToken(ctx: Asking, tokenId: string): Promise<TokenRow> {
  const { results } = await ask(ctx, (accountId) => [tokensStatement(ctx.db, accountId, tokenId)]);
  return oneOf(tokensOf(results[0]), tokenId);
}

function oneOf(tokens: TokenRow[], tokenId: string): TokenRow {
  const token = tokens.find(({ id }) => id === tokenId);
  if (token === undefined) throw new RefusalError({ reason: "notFound" });
  return token;
}
