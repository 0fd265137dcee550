import { beforeAll, describe, expect, test } from "vitest";
import type { RefusalReason } from "../../shared/refusal.ts";
import { type Account, callerOf, makeAccount, T0 } from "../test/harness.ts";
import { refusalOf, refusalsOf } from "../test/refusal-of.ts";
import { acceptSignedIn, codeOf, expire, invite, lifetimeMs, newAddress } from "../test/stages.ts";
import { everythingStored } from "../test/stored.ts";

// A link that has done its work, or was called back, sent again in every way by everybody who may have kept it.

const names = { firstName: "Mallory", lastName: "Hopper", termsAccepted: true as const };
const later = T0 + 60 * 60_000;

let account: Account;
beforeAll(async () => {
  account = await makeAccount();
});

type Ending = { end: (user: { id: string; email: string }) => Promise<unknown>; told: RefusalReason; at?: number };

function admin(now: number) {
  return callerOf({ token: account.token, now });
}

const endings: Record<string, Ending> = {
  "accepting it": { end: (user) => acceptSignedIn(account, user, T0), told: "alreadyAccepted" },
  "accepting it, and being blocked since": {
    async end(user) {
      await acceptSignedIn(account, user, T0);
      await admin(T0).users.block({ userId: user.id });
    },
    told: "alreadyAccepted",
  },
  "accepting it, and being removed since": {
    async end(user) {
      await acceptSignedIn(account, user, T0);
      await admin(T0).users.remove({ userId: user.id });
    },
    told: "alreadyAccepted",
  },
  "declining it": {
    end: async ({ id }) => callerOf({}).invitations.decline({ code: await codeOf(id) }),
    told: "invitationDeclined",
  },
  "removing whom it invited": { end: ({ id }) => admin(T0).users.remove({ userId: id }), told: "invitationWithdrawn" },
  "removing and inviting them again": {
    async end({ id, email }) {
      await admin(T0).users.remove({ userId: id });
      await invite(account, { email, now: T0 + 1 });
    },
    told: "invitationReplaced",
  },
  "removing and deleting them": {
    async end({ id }) {
      await admin(T0).users.remove({ userId: id });
      await admin(T0).users.delete({ userId: id });
    },
    told: "invitationWithdrawn",
  },
  "correcting its address": {
    end: ({ id }) => admin(T0).users.correctAddress({ userId: id, email: newAddress() }),
    told: "invitationReplaced",
  },
  "renewing it": {
    async end({ id }) {
      await expire(id, T0 + lifetimeMs);
      await admin(T0 + lifetimeMs).invitations.sendNew({ userId: id });
    },
    told: "invitationReplaced",
    at: T0 + lifetimeMs + 1,
  },
};

describe.each(Object.entries(endings))("after %s", (_, { end, told, at = later }) => {
  test.each(["mail", "copy"] as const)(
    "a %s link sent again lets nobody in, and changes nothing, signed in or not",
    async (channel) => {
      const user = await invite(account);
      const code = await codeOf(user.id, channel);
      // Somebody has kept it, and is signed in as whom it was for.
      const accomplice = await invite(await makeAccount(), { email: user.email });
      const cookie = await acceptSignedIn(account, accomplice, T0);
      await end(user);
      const before = await everythingStored();
      for (const session of [{}, { cookie }, { cookie: account.cookie }]) {
        const { preview, accept, decline, askAgain } = callerOf({ ...session, now: at }).invitations;
        const attempts = [preview({ code }), accept({ code, ...names }), decline({ code }), askAgain({ code })];
        for (const { reason } of await refusalsOf(attempts)) expect(reason).toBe(told);
      }
      expect(await everythingStored()).toEqual(before);
    },
  );
});

test("after its deadline a link lets nobody in, with every alarm off; a moment before it does", async () => {
  const user = await invite(account);
  const code = await codeOf(user.id);
  const attempt = (now: number) => callerOf({ now }).invitations.accept({ code, ...names });
  const before = await everythingStored();
  expect(await refusalOf(attempt(T0 + lifetimeMs))).toMatchObject({ reason: "invitationExpired" });
  expect(await everythingStored()).toEqual(before);
  await expect(attempt(T0 + lifetimeMs - 1)).resolves.toMatchObject({ userId: user.id });
});
