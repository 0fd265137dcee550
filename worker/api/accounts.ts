import type { EventDetails } from "../../shared/events.ts";
import * as inputs from "../../shared/inputs.ts";
import type { AccountRow, Left, MyAccounts } from "../../shared/outputs.ts";
import { accountTexts as german } from "../../shared/texts/de/account.ts";
import { accountTexts as english } from "../../shared/texts/en/account.ts";
import { languageOf } from "../../shared/texts/language.ts";
import { mayFoundAccount } from "../auth/sign-up.ts";
import {
  accountStatement,
  findMyAccounts,
  hasAnyAccount,
  newAccountStatements,
  updateAccountStatement,
} from "../db/accounts.ts";
import { commandOf, commandStatement } from "../db/commit.ts";
import { eventStatement } from "../db/events.ts";
import { rememberAccount } from "../db/logins.ts";
import { base32, newId } from "../db/new-id.ts";
import { firstOf } from "../db/rows.ts";
import { type Asking, ask, requireSession } from "./ask.ts";
import { RefusalError } from "./refusal-error.ts";
import { markOf, repeatedSubject, untilWritten } from "./repeatable.ts";
import { procedure, router } from "./trpc.ts";
import { leaveAccount } from "./user-command.ts";

export const accountsRouter = router({
  /** The accounts of whoever is signed in. */
  mine: procedure("accounts.mine")
    .input(inputs.nothing)
    .query(async ({ ctx }): Promise<MyAccounts> => {
      const { loginId, email } = await requireSession(ctx);
      const accounts = await findMyAccounts(ctx.db, loginId);
      return { accounts, email, mayCreate: mayFoundAccount(ctx.env, email, await hasAnyAccount(ctx.db)) };
    }),

  /** Founds an account. */
  create: procedure("accounts.create")
    .input(inputs.accountsCreate)
    .mutation(({ ctx, input }): Promise<AccountRow> => createAccount(ctx, input)),

  /** Changes the account's name, home page, language or time zone; what is left out stays. */
  update: procedure("accounts.update")
    .input(inputs.accountsUpdate)
    .mutation(({ ctx, input }): Promise<AccountRow> => updateAccount(ctx, input)),

  /** Ends one's own place in the account. */
  leave: procedure("accounts.leave")
    .input(inputs.accountsLeave)
    .mutation(async ({ ctx, input }): Promise<Left> => ({ accountId: await leaveAccount(ctx, input) })),
});

/** The command stands under the new account, so its id comes from the caller's key: a retry finds the same account. */
async function createAccount(
  ctx: Asking,
  input: {
    name: string;
    locale?: string | undefined;
    timeZone?: string | undefined;
    idempotencyKey?: string | undefined;
  },
): Promise<AccountRow> {
  const { loginId, email } = await requireSession(ctx);
  const mark = await markOf(ctx, input);
  const id = newAccountId(input.idempotencyKey === undefined ? null : mark.commandId);
  const { now } = ctx;
  const locale = input.locale ?? "en";
  const { groups } = languageOf(locale) === "de" ? german : english;
  const written = await untilWritten(ctx, mark, async () => {
    const stored = await commandStatement(ctx.db, id, mark.commandId).all();
    const repeated = repeatedSubject(commandOf(stored), mark);
    if (repeated !== null) return { repeated };
    if (!mayFoundAccount(ctx.env, email, await hasAnyAccount(ctx.db))) throw new RefusalError({ reason: "notAllowed" });
    await rememberAccount(ctx.db, loginId, id);
    const founder = {
      userId: newId("user"),
      loginId,
      email,
      firstName: email.slice(0, email.indexOf("@")),
      lastName: "",
    };
    const account = {
      id,
      name: input.name,
      locale,
      timeZone: input.timeZone ?? "UTC",
      administratorsGroupId: newId("group"),
      usersGroupId: newId("group"),
      founder,
    };
    return {
      accountId: id,
      subjectId: id,
      guard: { accessRevision: null, users: [] },
      statements: [
        ...newAccountStatements(ctx.db, account, groups, now),
        eventStatement(ctx.db, {
          accountId: id,
          userId: founder.userId,
          type: "account.created",
          actor: { kind: "user", id: founder.userId },
          at: now,
          recordedAt: now,
          details: { name: input.name },
        }),
      ],
      made: id,
    };
  });
  if ("made" in written) return readAccount(ctx, written.made);
  // A retry answers as things are now: whoever has lost the account since is not told about it.
  const mine = await findMyAccounts(ctx.db, loginId);
  if (!mine.some((account) => account.id === written.repeated)) throw new RefusalError({ reason: "notAllowed" });
  return readAccount(ctx, written.repeated);
}

function newAccountId(commandId: string | null): string {
  if (commandId === null) return newId("account");
  const bytes = Uint8Array.from(commandId.slice(0, 20).match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  return `ACC-${base32(bytes)}`;
}

async function updateAccount(
  ctx: Asking,
  input: {
    name?: string | undefined;
    homeUrl?: string | null | undefined;
    locale?: string | undefined;
    timeZone?: string | undefined;
    idempotencyKey?: string | undefined;
  },
): Promise<AccountRow> {
  const mark = await markOf(ctx, input);
  const written = await untilWritten(ctx, mark, async () => {
    const { asker, results } = await ask(ctx, (accountId) => [commandStatement(ctx.db, accountId, mark.commandId)]);
    const repeated = repeatedSubject(commandOf(results[0]), mark);
    if (repeated !== null) return { repeated };
    const { accountId, actor } = asker;
    const { idempotencyKey: _, ...changes } = input;
    const details: EventDetails = {};
    const before = { name: asker.accountName, homeUrl: asker.homeUrl, locale: asker.locale, timeZone: asker.timeZone };
    for (const name of ["name", "homeUrl", "locale", "timeZone"] as const) {
      const value = changes[name];
      if (value === undefined || value === before[name]) continue;
      details[`${name}Before`] = before[name];
      details[name] = value;
    }
    return {
      accountId,
      subjectId: accountId,
      guard: { accessRevision: asker.accessRevision, users: [] },
      statements: [
        updateAccountStatement(ctx.db, accountId, changes),
        eventStatement(ctx.db, {
          accountId,
          type: "account.updated",
          actor,
          at: ctx.now,
          recordedAt: ctx.now,
          details,
        }),
      ],
      made: accountId,
    };
  });
  return readAccount(ctx, "repeated" in written ? written.repeated : written.made);
}

async function readAccount(ctx: Asking, accountId: string): Promise<AccountRow> {
  const account = firstOf<AccountRow>(await accountStatement(ctx.db, accountId).all());
  if (account === null) throw new RefusalError({ reason: "notFound" });
  return account;
}
