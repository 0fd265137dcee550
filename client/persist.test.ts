import { describe, expect, test } from "vitest";
import { createUsherClient } from "./client.ts";
import type { Clock, RetryOptions } from "./persist.ts";
import { isInputError, isRefusal } from "./refusals.ts";

type Answer = { status: number; body?: unknown; headers?: Record<string, string> } | "unreachable" | "silence";

const counts = { active: 1, invited: 0, invitationExpired: 0, invitationDeclined: 0, blocked: 0, removed: 0 };
const well: Answer = { status: 200, body: { result: { data: counts } } };

function failed(httpStatus: number, more: object = {}, headers: Record<string, string> = {}): Answer {
  const data = { code: "X", httpStatus, refusal: null, problems: null, requestId: null, support: null, ...more };
  return { status: httpStatus, body: { error: { code: -32_000, message: "No", data } }, headers };
}

/** A client whose server gives these answers in turn, the last one for ever, and whose time passes only in waiting. */
function clientOf(answers: Answer[], { random = 1, ...given }: { random?: number } & RetryOptions = {}) {
  const sent: { url: string; headers: Headers; body: Record<string, unknown> }[] = [];
  const waits: number[] = [];
  let now = 1_000_000;
  const clock: Clock = {
    now: () => now,
    random: () => random,
    sleep: async (ms, signal) => {
      signal.throwIfAborted();
      waits.push(ms);
      now += ms;
    },
  };
  const fetch: typeof globalThis.fetch = async (input, init) => {
    sent.push({
      url: String(input),
      headers: new Headers(init?.headers),
      body: JSON.parse(String(init?.body ?? "{}")),
    });
    const answer = answers[Math.min(sent.length, answers.length) - 1] ?? well;
    if (answer === "unreachable") throw new TypeError("fetch failed");
    if (answer === "silence") {
      return new Promise((_resolve, reject) => {
        init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
      });
    }
    const { status, body, headers } = answer;
    if (typeof body === "string") return new Response(body, { status, headers: headers ?? {} });
    return Response.json(body, { status, headers: headers ?? {} });
  };
  const usher = createUsherClient({
    url: "https://usher.example",
    token: "usher_T",
    fetch,
    retry: { clock, ...given },
  });
  return { usher, sent, waits };
}

const person = { email: "ann@example.com", firstName: "Ann", lastName: "Lee", groupIds: ["GRP-1"] };

describe("a call", () => {
  test("carries the token, and its input in the body", async () => {
    const { usher, sent } = clientOf([{ status: 200, body: { result: { data: { rows: [] } } } }]);
    await usher.users.list({ search: "ann@example.com" });
    expect(sent).toHaveLength(1);
    expect(sent[0]?.url).toBe("https://usher.example/trpc/users.list");
    expect(sent[0]?.headers.get("authorization")).toBe("Bearer usher_T");
    expect(sent[0]?.body).toEqual({ search: "ann@example.com" });
  });

  test.each([
    ["nobody answers", "unreachable"],
    ["something before the server fails", { status: 502, body: "<html>Bad gateway</html>" }],
    ["the server fails", failed(500)],
    ["the server cannot start", { status: 503, body: "Usher cannot start" }],
    ["somebody else's limit is hit", { status: 429, body: "Slow down" }],
    ["there were too many requests", failed(429, { refusal: { reason: "tooManyRequests", retryAfterMs: 100 } })],
  ] satisfies [string, Answer][])("is sent again when %s", async (_when, answer) => {
    const { usher, sent } = clientOf([answer, answer, well]);
    expect(await usher.users.counts()).toEqual(counts);
    expect(sent).toHaveLength(3);
  });

  test.each([
    ["refused", failed(409, { refusal: { reason: "nameTaken" } })],
    ["refused for a while", failed(429, { refusal: { reason: "coolingDown", retryAfterMs: 60_000 } })],
    ["refused for a day", failed(429, { refusal: { reason: "tooManySends", retryAfterMs: 80_000_000 } })],
    [
      "found fault with",
      failed(400, { problems: [{ field: "email", problem: "required", message: "Fill this in." }] }),
    ],
    ["too long", { status: 413, body: "Content Too Large" }],
    ["of somewhere else", { status: 404, body: "<html>Not found</html>" }],
  ] satisfies [string, Answer][])("is not sent again when it is %s", async (_how, answer) => {
    const { usher, sent } = clientOf([answer]);
    await expect(usher.groups.create({ name: "Sales" })).rejects.toThrow();
    expect(sent).toHaveLength(1);
  });

  test("waits longer each time, up to a limit, and gives up after two minutes", async () => {
    const { usher, waits } = clientOf(["unreachable"]);
    await expect(usher.users.counts()).rejects.toThrow("fetch failed");
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000, 20_000, 20_000]);
  });

  test("waits as long as it is asked to, by the refusal or by the header", async () => {
    const refusal = { reason: "tooManyRequests", retryAfterMs: 10_000 };
    const { usher, waits } = clientOf(
      [
        failed(429, { refusal }),
        { status: 503, body: "", headers: { "retry-after": "7" } },
        { status: 503, body: "", headers: { "retry-after": new Date(1_030_000).toUTCString() } },
        well,
      ],
      { random: 0 },
    );
    await usher.users.counts();
    // The clock stands at 1,017,000 when the third answer names 1,030,000.
    expect(waits).toEqual([10_000, 7_000, 13_000]);
  });

  test("is tried once by a client that is to give up at once", async () => {
    const { usher, sent } = clientOf(["unreachable"], { random: 0, giveUpAfterMs: 0 });
    await expect(usher.users.counts()).rejects.toThrow("fetch failed");
    expect(sent).toHaveLength(1);
  });

  test("does not wait for what is too far off", async () => {
    const { usher, waits } = clientOf([{ status: 503, body: "", headers: { "retry-after": "3600" } }]);
    await expect(usher.users.counts()).rejects.toThrow();
    expect(waits).toEqual([]);
  });

  test("without an answer is given up and sent again", async () => {
    const { usher, sent } = clientOf(["silence", well], { tryTimeoutMs: 1 });
    expect(await usher.users.counts()).toEqual(counts);
    expect(sent).toHaveLength(2);
  });

  test("ends at once when its caller does not want it any more", async () => {
    const { usher, sent } = clientOf(["silence"]);
    const wanted = new AbortController();
    const call = usher.users.counts({}, { signal: wanted.signal });
    await expect.poll(() => sent).toHaveLength(1);
    wanted.abort();
    await expect(call).rejects.toThrow();
    expect(sent).toHaveLength(1);
  });
});

describe("a change", () => {
  test("has one key for all its tries, and another has another", async () => {
    const { usher, sent } = clientOf(["unreachable", failed(500), well, "unreachable", well]);
    await usher.users.invite(person);
    await usher.users.invite(person);
    const keys = sent.map(({ body }) => body.idempotencyKey);
    expect(keys[0]).toMatch(/^[\x21-\x7e]{1,100}$/);
    expect(keys).toEqual([keys[0], keys[0], keys[0], keys[3], keys[3]]);
    expect(keys[3]).not.toBe(keys[0]);
  });

  test("keeps the key that its caller gave it", async () => {
    const { usher, sent } = clientOf([well]);
    await usher.users.invite({ ...person, idempotencyKey: "mine" });
    expect(sent[0]?.body).toEqual({ ...person, idempotencyKey: "mine" });
  });

  test("has a key also when its caller names one that is undefined", async () => {
    const { usher, sent } = clientOf(["unreachable", well]);
    await usher.users.invite({ ...person, idempotencyKey: undefined });
    expect(sent[0]?.body.idempotencyKey).toEqual(expect.any(String));
    expect(sent[1]?.body).toEqual(sent[0]?.body);
  });

  test("has the same of the tRPC client underneath; what takes no key is tried once", async () => {
    const { usher, sent } = clientOf(["unreachable", well, "unreachable"]);
    await usher.trpc.users.invite.mutate(person);
    expect(sent[0]?.body.idempotencyKey).toBe(sent[1]?.body.idempotencyKey);
    await expect(usher.trpc.invitations.decline.mutate({ code: "c" })).rejects.toThrow();
    expect(sent).toHaveLength(3);
    expect(sent[2]?.body).toEqual({ code: "c" });
  });
});

describe("what a call throws", () => {
  const thrown = async (answer: Answer) =>
    clientOf([answer])
      .usher.users.invite(person)
      .catch((error: unknown) => error);

  test("tells its refusal, with what helps", async () => {
    const error = await thrown(failed(429, { refusal: { reason: "coolingDown", retryAfterMs: 5_000 } }));
    expect(isRefusal(error)).toBe(true);
    expect(isRefusal(error, "notFound")).toBe(false);
    expect(isRefusal(error, "notFound", "coolingDown")).toBe(true);
    expect(isInputError(error)).toBe(false);
    if (!isRefusal(error, "coolingDown")) throw error;
    expect(error.data.refusal.retryAfterMs).toBe(5_000);
  });

  test("tells what is wrong with its input", async () => {
    const problems = [{ field: "email", problem: "required", message: "Fill this in." }];
    const error = await thrown(failed(400, { problems }));
    expect(isRefusal(error)).toBe(false);
    if (!isInputError(error)) throw error;
    expect(error.data.problems).toEqual(problems);
  });

  test("is neither when nobody has answered, nor when it is nothing of ours", async () => {
    const foreign = await thrown({ status: 404, body: "" });
    expect(foreign).toHaveProperty("message", expect.stringContaining("HTTP 404"));
    for (const error of [foreign, new Error("No"), null, "No", { data: {} }]) {
      expect([isRefusal(error), isInputError(error)]).toEqual([false, false]);
    }
  });
});
