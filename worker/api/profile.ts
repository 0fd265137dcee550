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
import { personStatements } from "../db/people.ts";
import { firstOf } from "../db/rows.ts";
import { type Asking, ask, requireSession } from "./ask.ts";
import { RefusalError } from "./refusal-error.ts";
import { procedure, router } from "./trpc.ts";

export const profileRouter = router({
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

  update: procedure("profile.update")
    .input(inputs.profileUpdate)
    .mutation(async ({ ctx, input }): Promise<Profile> => {
      const { asker, profile } = await readProfile(ctx);
      const { accountId, userId } = asker;
      const { firstName = profile.firstName, lastName = profile.lastName, notifications = {} } = input;
      await ctx.db.batch([
        ...personStatements(ctx.db, accountId, userId, { email: profile.email, firstName, lastName }),
        updateNotificationsStatement(ctx.db, accountId, userId, notifications),
      ]);
      return (await readProfile(ctx)).profile;
    }),
});

async function readProfile(ctx: Asking): Promise<{ asker: Asker; profile: Profile }> {
  const { loginId } = await requireSession(ctx);
  const { asker, results } = await ask(ctx, (accountId) => [profileStatement(ctx.db, accountId, loginId)]);
  const row = firstOf<ProfileRow>(results[0]);
  if (row === null) throw new RefusalError({ reason: "notFound" });
  return { asker, profile: profileOf(row, accountOf(asker), asker.isAdministrator) };
}

function accountOf(asker: Asker): AccountRow {
  const { accountId: id, accountName: name, homeUrl, locale, timeZone, accountCreatedAt: createdAt } = asker;
  return { id, name, homeUrl, locale, timeZone, createdAt };
}
