import { apiOf, type ProgramApi, seedAccount } from "../../scripts/usher-for-test.ts";
import type { UserRow } from "../../shared/outputs.ts";
import { accountTexts } from "../../shared/texts/en/account.ts";
import type { Mailbox } from "./mailbox.ts";

export type Account = {
  id: string;
  adminEmail: string;
  apiToken: string;
  api: ProgramApi;
  /** Invites by token, for tests in which inviting is not the point. */
  invite: (email: string, firstName: string, lastName: string) => Promise<UserRow>;
  /** Invites, and accepts by the mailed link. */
  join: (email: string, firstName: string, lastName: string) => Promise<void>;
  user: (email: string) => Promise<UserRow>;
};

/** What seeding calls an account with nobody in it but its administrator, and that person. */
export const accountName = "Seeded with 1 users";
export const administratorName = "Ada Administrator";

export async function createAccount(origin: string, mailbox: Mailbox, users = 1): Promise<Account> {
  const { accountId, adminEmail, apiToken } = await seedAccount(origin, users);
  const api = apiOf(origin, apiToken);

  async function invite(email: string, firstName: string, lastName: string): Promise<UserRow> {
    const groups = await api.groups.list.query();
    const groupIds = groups.filter(({ name }) => name === accountTexts.groups.users).map(({ id }) => id);
    return api.users.invite.mutate({ email, firstName, lastName, groupIds });
  }

  async function join(email: string, firstName: string, lastName: string): Promise<void> {
    await invite(email, firstName, lastName);
    const code = new URL(await mailbox.linkFor(email)).hash.slice(1);
    const response = await fetch(`${origin}/trpc/invitations.accept`, {
      method: "POST",
      headers: { origin, "content-type": "application/json" },
      body: JSON.stringify({ code, firstName, lastName, termsAccepted: true }),
    });
    if (!response.ok) throw new Error(`${email} could not join: ${await response.text()}`);
  }

  return { id: accountId, adminEmail, apiToken, api, invite, join, user: (email) => api.users.get.query({ email }) };
}
