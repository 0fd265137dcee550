import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { afterAll, expect, test } from "vitest";
import { unstable_getMiniflareWorkerOptions as readWorkerOptions } from "wrangler";
import { builtConfig } from "./paths.ts";
import { builtModules } from "./usher-process.ts";

const complete = {
  ORIGIN: "https://users.example.com",
  LINK_KEYS: "a-link-key-of-thirty-two-bytes-or-more",
  AUTH_SECRET: "an-auth-secret-of-thirty-two-bytes-or-more",
  MAIL_FROM: "Usher <usher@example.com>",
};

let running: Miniflare | null = null;

afterAll(() => running?.dispose());

/** The built Worker with what wrangler.toml binds and these variables: no MAILBOX, as when it is deployed. */
async function deployed(variables: Record<string, string>): Promise<Miniflare> {
  const { modulesRules: _rules, bindings, ...configured } = readWorkerOptions(builtConfig).workerOptions;
  const options = convertV4MiniflareOptions({
    ...configured,
    name: "usher",
    modules: builtModules(),
    bindings: { ...(bindings as Record<string, string>), ...variables },
    cf: false,
    telemetry: { enabled: false },
  });
  if (running) await running.setOptions(options);
  else running = new Miniflare(options);
  return running;
}

const missing = Object.keys(complete).map((name) => {
  const { [name]: _left, ...rest } = complete as Record<string, string>;
  return { what: `without ${name}`, name, variables: rest };
});
const tooShort = [
  { what: "with a short LINK_KEYS", name: "LINK_KEYS", variables: { ...complete, LINK_KEYS: "x".repeat(31) } },
  {
    what: "with one short key",
    name: "LINK_KEYS",
    variables: { ...complete, LINK_KEYS: `${complete.LINK_KEYS},short` },
  },
  { what: "with a short AUTH_SECRET", name: "AUTH_SECRET", variables: { ...complete, AUTH_SECRET: "x".repeat(31) } },
  { what: "with a path in ORIGIN", name: "ORIGIN", variables: { ...complete, ORIGIN: "https://example.com/usher" } },
];

test.each([...missing, ...tooShort])("$what it answers nothing but what is wrong", async ({ name, variables }) => {
  const worker = await deployed(variables);
  for (const path of ["/trpc/accounts.mine", "/api/auth/sign-out", "/dev/mailbox"]) {
    const response = await worker.dispatchFetch(`https://users.example.com${path}`);
    expect(response.status).toBe(503);
    const sentence = await response.text();
    expect(sentence).toMatch(new RegExp(`^Usher cannot start: .*${name}.*\\.$`));
    for (const value of Object.values(variables)) expect(sentence).not.toContain(value);
  }
});

test("with everything set it answers, and nothing of local mode is there", async () => {
  const worker = await deployed(complete);
  const answer = await worker.dispatchFetch("https://users.example.com/trpc/accounts.mine");
  expect(answer.status).toBe(401);
  expect(await answer.text()).toContain("signInRequired");
  for (const [method, path] of [
    ["GET", "/dev/mailbox"],
    ["GET", "/dev/mailbox.json"],
    ["POST", "/dev/seed"],
    ["POST", "/dev/demo"],
  ] as const) {
    const body = method === "POST" ? JSON.stringify({ users: 1 }) : null;
    const response = await worker.dispatchFetch(`https://users.example.com${path}`, { method, body });
    expect(response.status, path).toBe(404);
    await response.text();
  }
});
