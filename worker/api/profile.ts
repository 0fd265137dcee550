import type * as v from "valibot";
import * as inputs from "../../shared/inputs.ts";
import type { AccountRow, Profile } from "../../shared/outputs.ts";
import {
  openedStatement,
  type ProfileRow,
  profileOf,
  profileStatement,
  updateNotificationsStatement,
} from "../db/accounts.ts";
import type { Asker } from "../db/asker.ts";
import { commandOf, commandStatement } from "../db/commit.ts";
import { eventStatement } from "../db/events.ts";
import { firstOf } from "../db/rows.ts";
import { personStatements } from "../db/user-columns.ts";
import { type Asking, ask, requireSession } from "./ask.ts";
import { RefusalError } from "./refusal-error.ts";
import { type Mark, markOf, untilWritten } from "./repeatable.ts";
import { procedure, router } from "./trpc.ts";

export const profileRouter = router({
  /** Whoever is signed in, in this account. */
  get: procedure("profile.get")
    .input(inputs.nothing)
    .query(async ({ ctx }): Promise<Profile> => {
      const session = await requireSession(ctx);
      const { asker, profile } = await readProfile(ctx);
      // The page asks for this whenever it opens an account; the first time in a session counts as signing in.
      if ((asker.lastSignInAt ?? 0) < session.startedAt) {
        await openedStatement(ctx.db, asker.accountId, asker.userId, ctx.now).run();
      }
      return profile;
    }),

  /** Changes one's own names in this account, and what one is told by mail. */
  update: procedure("profile.update")
    .input(inputs.profileUpdate)
    .mutation(({ ctx, input }): Promise<Profile> => updateProfile(ctx, input)),
});

async function updateProfile(ctx: Asking, input: v.InferOutput<typeof inputs.profileUpdate>): Promise<Profile> {
  const mark = await markOf(ctx, {});
  await untilWritten(ctx, mark, async () => {
    const { asker, profile, revision, written } = await readProfile(ctx, mark);
    const { accountId, userId, actor } = asker;
    if (written) return { repeated: userId };
    const { firstName = profile.firstName, lastName = profile.lastName, notifications = {} } = input;
    const isRenamed = firstName !== profile.firstName || lastName !== profile.lastName;
    const details = { nameBefore: fullName(profile), nameAfter: fullName({ firstName, lastName }) };
    return {
      accountId,
      subjectId: userId,
      guard: { accessRevision: null, users: [{ id: userId, revision }] },
      statements: [
        ...personStatements(ctx.db, accountId, userId, { email: profile.email, firstName, lastName }),
        updateNotificationsStatement(ctx.db, accountId, userId, notifications),
        ...(isRenamed
          ? [
              eventStatement(ctx.db, {
                accountId,
                userId,
                type: "user.edited",
                actor,
                at: ctx.now,
                recordedAt: ctx.now,
                details,
              }),
            ]
          : []),
      ],
      made: userId,
    };
  });
  return (await readProfile(ctx)).profile;
}

function fullName({ firstName, lastName }: { firstName: string; lastName: string }): string {
  return `${firstName} ${lastName}`.trim();
}

type Read = { asker: Asker; profile: Profile; revision: number; written: boolean };

/** The caller's own place, and whether the change of that mark has been written. */
async function readProfile(ctx: Asking, mark?: Mark): Promise<Read> {
  const { loginId } = await requireSession(ctx);
  const { asker, results } = await ask(ctx, (accountId) => [
    profileStatement(ctx.db, accountId, loginId),
    commandStatement(ctx.db, accountId, mark?.commandId ?? ""),
  ]);
  const row = firstOf<ProfileRow>(results[0]);
  if (row === null) throw new RefusalError({ reason: "notFound" });
  const profile = profileOf(row, accountOf(asker), asker.isAdministrator);
  return { asker, profile, revision: row.revision, written: commandOf(results[1]) !== null };
}

function accountOf(asker: Asker): AccountRow {
  const { accountId: id, accountName: name, homeUrl, locale, timeZone, accountCreatedAt: createdAt } = asker;
  return { id, name, homeUrl, locale, timeZone, createdAt };
}
