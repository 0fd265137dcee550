import { expect, test } from "vitest";
import { callerOf, makeAccount } from "../test/harness.ts";
import { invite, join } from "../test/stages.ts";

test("events tell what their users are called today, and nothing of those who were deleted", async () => {
  const account = await makeAccount();
  const api = callerOf({ token: account.token });
  const { id } = await invite(account, { firstName: "Grace", lastName: "" });
  const events = async () => (await api.events.list({ userId: id })).rows;
  expect((await events()).map(({ userName }) => userName)).toEqual(["Grace"]);

  await api.users.remove({ userId: id });
  await api.users.delete({ userId: id });
  for (const event of await events()) {
    expect(event.userId).toBe(id);
    expect(event).not.toHaveProperty("userName");
    expect(event.details).toEqual({});
  }
});

test("an invitee is named like the user whom the event is about, and groups are about nobody", async () => {
  const account = await makeAccount();
  const api = callerOf({ token: account.token });
  const { userId } = await join(account, { firstName: "Grace", lastName: "Hopper" });
  const [accepted] = (await api.events.list({ userId, type: ["invitation.accepted"] })).rows;
  expect(accepted).toMatchObject({ actor: { kind: "invitee", name: "Grace Hopper" }, userName: "Grace Hopper" });
  await api.groups.create({ name: "Engineering" });
  const [created] = (await api.events.list({ type: ["group.created"] })).rows;
  expect(created).not.toHaveProperty("userId");
  expect(created).not.toHaveProperty("userName");
});
