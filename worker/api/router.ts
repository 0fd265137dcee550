import { accountsRouter } from "./accounts.ts";
import { eventsRouter } from "./events.ts";
import { groupsRouter } from "./groups.ts";
import { invitationsRouter } from "./invitations.ts";
import { profileRouter } from "./profile.ts";
import { tokensRouter } from "./tokens.ts";
import { createCallerFactory, router } from "./trpc.ts";
import { usersRouter } from "./users.ts";

export const appRouter = router({
  users: usersRouter,
  invitations: invitationsRouter,
  groups: groupsRouter,
  tokens: tokensRouter,
  events: eventsRouter,
  accounts: accountsRouter,
  profile: profileRouter,
});

export type AppRouter = typeof appRouter;

export const createCaller = createCallerFactory(appRouter);
