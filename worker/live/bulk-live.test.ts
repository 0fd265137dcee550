import { env, exports } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { LiveMessage } from "../../shared/live.ts";
import { type Account, makeAccount, requestOf, T0 } from "../test/harness.ts";
import { newAddress } from "../test/stages.ts";

const now = Date.now();

async function listen(account: Account, after: number): Promise<LiveMessage[]> {
  const query = new URLSearchParams({ account: account.accountId, after: String(after) });
  const headers = { upgrade: "websocket", origin: env.ORIGIN, cookie: account.cookie };
  const { webSocket } = await exports.default.fetch(`http://localhost:8787/live?${query}`, { headers });
  if (!webSocket) throw new Error("not upgraded");
  const messages: LiveMessage[] = [];
  webSocket.addEventListener("message", ({ data }) => messages.push(JSON.parse(String(data))));
  webSocket.accept();
  return messages;
}

test("a bulk run is one message for each kind of thing that happened, of however many, also to a page that comes later", async () => {
  const account = await makeAccount(now);
  const messages = await listen(account, 0);
  // No mail of it leaves under the test, however long that takes: what mails tell would come in between.
  const { api, settled } = requestOf({ token: account.token, now: T0 });
  const invite = async (count: number) => {
    const users = Array.from({ length: count }, () => ({
      ...{ email: newAddress(), firstName: "Grace", lastName: "Hopper", groupIds: [account.usersGroupId] },
    }));
    const { results } = await api.users.inviteMany({ users });
    await settled();
    return results.flatMap(({ userId }) => userId ?? []);
  };
  const userIds = await invite(300);
  await expect.poll(() => messages).toHaveLength(1);
  expect(messages[0]).toEqual({ type: "invitation.created", seq: expect.any(Number) });
  await invite(2);
  await expect.poll(() => messages).toHaveLength(2);
  expect(messages[1]).toEqual({ type: "invitation.created", seq: expect.any(Number) });
  await api.users.removeMany({ userIds });
  await settled();
  await expect.poll(() => messages).toHaveLength(4);
  const told = messages.slice(2).map(({ type }) => type);
  expect(told.sort()).toEqual(["invitation.withdrawn", "user.removed"]);
  const { rows } = await api.events.list({ pageSize: 5 });
  const late = await listen(account, 0);
  await expect.poll(() => Math.max(...late.map(({ seq }) => seq))).toBe(rows[0]?.seq);
});
