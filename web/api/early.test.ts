import { beforeEach, expect, test } from "vitest";
import { createApi } from "./client.ts";
import { answerKeepsMs, askEarly, fetchUnlessAsked } from "./early.ts";

const account = "ACC-1111111111111111";
const list = { page: 1, pageSize: 100 as const };
const firstCalls = [{ path: "profile.get" }, { path: "users.list", input: list }];
const answer = [{ result: { data: "somebody" } }, { result: { data: "a list" } }];
const sent: string[] = [];
let answers: (() => Promise<Response>)[] = [];

beforeEach(() => {
  sent.splice(0);
  answers = [];
  globalThis.fetch = async (url) => {
    sent.push(String(url));
    return answers.shift()?.() ?? Response.json(answer);
  };
});

function ask(accountId = account, input: Parameters<ReturnType<typeof createApi>["users"]["list"]["query"]>[0] = list) {
  const api = createApi(accountId);
  return Promise.all([api.profile.get.query(), api.users.list.query(input)]);
}

test("what the page asks first has been asked already, and is taken once", async () => {
  askEarly(account, firstCalls);
  expect(sent).toHaveLength(1);
  expect(await ask()).toEqual(["somebody", "a list"]);
  expect(sent).toHaveLength(1);
  expect(await ask()).toEqual(["somebody", "a list"]);
  expect(sent).toHaveLength(2);
});

test.each([
  ["another account", () => ask("ACC-2222222222222222")],
  ["another part of the list", () => ask(account, { ...list, page: 2 })],
  ["fewer calls", () => createApi(account).profile.get.query()],
  ["nothing older than what it was told of", () => createApi(account, () => "00000001").profile.get.query()],
])("a page that asks for %s is answered that, and the early answer is nobody's", async (_what, asking) => {
  askEarly(account, firstCalls);
  await asking();
  expect(sent).toHaveLength(2);
  await ask();
  expect(sent).toHaveLength(3);
});

test("what could not be had early is asked for again, at once; a refusal is an answer", async () => {
  answers = [() => Promise.reject(new TypeError("offline"))];
  askEarly(account, firstCalls);
  expect(await ask()).toEqual(["somebody", "a list"]);
  expect(sent).toHaveLength(2);

  const refusal = { error: { message: "Sign in", code: -32001, data: {} } };
  answers = [async () => Response.json([refusal, refusal], { status: 401 })];
  askEarly(account, firstCalls);
  await expect(ask()).rejects.toThrow("Sign in");
  expect(sent).toHaveLength(3);
});

test("an answer that has become old is asked for anew", async () => {
  const url = "/trpc/profile.get?batch=1";
  const init = {
    method: "POST",
    body: "{}",
    headers: { "content-type": "application/json", "x-usher-account": account },
  };
  for (const [ageMs, times] of [
    [answerKeepsMs - 1, 1],
    [answerKeepsMs, 2],
  ] as const) {
    sent.splice(0);
    askEarly(account, [{ path: "profile.get" }], 7);
    await fetchUnlessAsked(url, init, 7 + ageMs);
    expect(sent).toEqual(Array(times).fill(url));
  }
});
