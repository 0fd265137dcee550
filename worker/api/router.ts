import { lazy } from "@trpc/server";
import { accountsRouter } from "./accounts.ts";
import { eventsRouter } from "./events.ts";
import { groupsRouter } from "./groups.ts";
import { invitationsRouter } from "./invitations.ts";
import { profileRouter } from "./profile.ts";
import { createCallerFactory, router } from "./trpc.ts";
import { usersRouter } from "./users.ts";

/** What people seldom ask for is loaded when they do. */
export const appRouter = router({
  users: usersRouter,
  invitations: invitationsRouter,
  groups: groupsRouter,
  tokens: lazy(() => import("./tokens.ts")),
  webhooks: lazy(() => import("./webhooks.ts")),
  events: eventsRouter,
  accounts: accountsRouter,
  profile: profileRouter,
});

export type AppRouter = typeof appRouter;

export const createCaller = createCallerFactory(appRouter);
