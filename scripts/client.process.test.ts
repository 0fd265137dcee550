import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { createTRPCClient, httpLink } from "@trpc/client";
import ts from "typescript-5-7";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { permissions } from "../shared/permissions.ts";
import { tokensTexts } from "../shared/texts/en/tokens.ts";
import { webhooksTexts } from "../shared/texts/en/webhooks.ts";
import type { AppRouter } from "../worker/api/router.ts";
import { cookieOf } from "./administrator-api.ts";
import { type Integrator, newIntegrator, newIntegratorOf, readDocument, start, writeFiles } from "./integrator.ts";
import { losingAnswers } from "./losing-answers.ts";
import { madeFiles } from "./made-files.ts";
import { packClient } from "./pack-client.ts";
import { root } from "./paths.ts";
import type { SpawnedUsher } from "./spawn-usher.ts";
import { apiOf, killAll, mailsTo, ordinaryGroup, seedAccount, startAgain, usherForTest } from "./usher-for-test.ts";

const patience = { timeout: 60_000, interval: 100 };
const { text, commands, settings, files } = readDocument();
const [install = "", firstRun = "", withoutClient = ""] = commands;

let usher: SpawnedUsher;
let seeded: Awaited<ReturnType<typeof seedAccount>>;
let integrator: Integrator;
let example: Integrator;
let env: Record<string, string>;

beforeAll(async () => {
  const tarball = packClient();
  [usher, integrator] = await Promise.all([usherForTest(), newIntegrator(tarball, install)]);
  example = await newIntegratorOf("sync-from-csv", integrator, tarball);
  seeded = await seedAccount(usher.origin, 30);
  env = { USHER_URL: usher.origin, USHER_TOKEN: seeded.apiToken };
}, 180_000);

afterAll(() => {
  for (const folder of [join(integrator.folder, ".."), example.folder])
    rmSync(folder, { recursive: true, force: true });
});

test("what is made from the router is up to date: `npm run pack:client` makes it", () => {
  for (const [file, made] of madeFiles()) expect(readFileSync(file, "utf8") === made, file).toBe(true);
});

test("the document calls things as the pages do", () => {
  const { title, add, create, scopes } = tokensTexts;
  const { title: webhooks, add: addWebhook, sendTest } = webhooksTexts;
  for (const words of [title, add, scopes.write, create, webhooks, addWebhook, sendTest]) {
    expect(text.includes(`**${words}**`), words).toBe(true);
  }
});

describe("the package", () => {
  const installed = () => join(integrator.folder, "node_modules", "@usher", "client");

  test("needs tRPC and nothing else", () => {
    const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(installed(), "package.json"), "utf8"));
    expect([Object.keys(dependencies), Object.keys(peerDependencies)]).toEqual([["@trpc/client"], ["@trpc/server"]]);
    const imported = globSync("*.{js,d.ts}", { cwd: installed() }).flatMap((file) =>
      [...readFileSync(join(installed(), file), "utf8").matchAll(/(?:from|import\() ?"([^"]+)"/g)].map(
        ([, name]) => name,
      ),
    );
    const ours = globSync("*.js", { cwd: installed() }).map((file) => `./${file}`);
    expect(imported).toContain("./api.js");
    expect(imported.filter((name = "") => !ours.includes(name) && !name.startsWith("@trpc/"))).toEqual([]);
  });

  describe("knows the input and the output of", () => {
    let untyped: (path: string) => string[];
    beforeAll(() => {
      untyped = findUntyped(join(installed(), "api.d.ts"));
    });

    test.each(Object.keys(permissions))("%s", (path) => {
      expect(untyped(path)).toEqual([]);
    });
  });
});

test("ten minutes, word by word: a token, a folder, two files, an invitation", async () => {
  const hello = files.filter(({ name }) => name === "hello.ts");
  writeFiles(integrator, [{ name: "tsconfig.json", code: settings }, ...hello]);
  const mine = firstRun.replace("http://localhost:8787", usher.origin).replace("usher_...", seeded.apiToken);
  const printed = await integrator.run("sh", ["-ec", mine]);
  expect(printed).toMatch(/^Invited ann@example\.com until 20\d\d-/);
  expect(printed).toContain("Known already, and invited: nobody was mailed.");
  expect(printed.match(/^invited ann@example\.com$/gm)).toHaveLength(2);
  await expect.poll(() => mailsTo(usher.origin, "ann@example.com"), patience).toHaveLength(1);
});

const mistakes = `import { createUsherClient, isRefusal } from "@usher/client";
const usher = createUsherClient({ url: "", token: "" });
usher.users.invite({ email: "ann@example.com" });
usher.users.list({ status: ["gone"] });
usher.users.list().then(({ rows }) => rows.map(({ nickname }) => nickname));
for await (const user of usher.users.all()) user.joinedAt.toFixed();
export const waits = (error: unknown) => isRefusal(error, "notFound") && error.data.refusal.retryAfterMs;
usher.tokens.list();
isRefusal(null, "asleep");
createUsherClient({ url: "" });
usher.trpc.users.get.query({ name: "Ann" });
`;

describe("what the document shows", () => {
  beforeAll(async () => {
    await integrator.run("npm", ["install", "standardwebhooks@1"]);
    writeFiles(integrator, files);
  });

  describe("is right, and mistakes are found,", () => {
    beforeAll(() => writeFiles(integrator, [{ name: "mistakes.ts", code: mistakes }]));
    afterAll(() => rmSync(join(integrator.folder, "mistakes.ts")));

    test.concurrent.each(
      ["typescript", "typescript-5-7"].flatMap((compiler) => [
        [compiler, "nodenext", "nodenext"],
        [compiler, "bundler", "esnext"],
      ]),
    )(
      "with %s for %s",
      async (compiler, moduleResolution, module) => {
        // What a compiler finds in declarations it finds however it has come by them, and the older one takes its time.
        const skipLibCheck = compiler === "typescript-5-7" && moduleResolution === "bundler";
        const compilerOptions = { ...JSON.parse(settings).compilerOptions, module, moduleResolution, skipLibCheck };
        const strict = { exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipDefaultLibCheck: true };
        const project = `tsconfig.${compiler}.${moduleResolution}.json`;
        const sources = [...files.map(({ name }) => name), "mistakes.ts"];
        const code = JSON.stringify({ compilerOptions: { ...compilerOptions, ...strict }, files: sources });
        writeFiles(integrator, [{ name: project, code }]);
        const tsc = join(root, "node_modules", compiler, "bin", "tsc");
        const told = await integrator.run(integrator.node, [tsc, "-p", project, "--noEmit"]).catch(String);
        const errors = told.matchAll(/^([\w./-]+\.ts)\((\d+),\d+\): error/gm);
        const places = new Set(Array.from(errors, ([, file, line]) => `${file} ${line}`));
        expect([...places], told).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11].map((line) => `mistakes.ts ${line}`));
      },
      180_000,
    );
  });

  test("does what it says, on plain Node", async () => {
    await integrator.run("npx", ["tsc"]);
    const printed = await integrator.run(integrator.node, ["examples.js"], env);
    // Of the list of three: invited, known, and not an address.
    expect(printed).toMatch(/^0 created/m);
    expect(printed).toMatch(/^1 alreadyInvited alreadyInvited/m);
    expect(printed).toMatch(/^2 refused undefined \[ 'email: /m);
    expect(printed).toContain("2 of 2");
    expect(await integrator.run("sh", ["-ec", withoutClient], env)).toMatch(/^\{"result":\{"data":\{"rows":\[\{/);
  });

  test("is told of events by a webhook", async () => {
    const session = await signIn(usher.origin, seeded.adminEmail);
    const port = await freePort();
    const { secret } = await session.webhooks.create.mutate({ url: `http://localhost:${port}/`, types: null });
    const { child, output } = start(integrator, ["receiver.js"], { PORT: String(port), WEBHOOK_SECRET: secret });
    try {
      await expect.poll(output, patience).toContain("Listening");
      const api = apiOf(usher.origin, seeded.apiToken);
      const groupIds = [await ordinaryGroup(api)];
      await api.users.invite.mutate({ email: "told@example.com", firstName: "Tilda", lastName: "Told", groupIds });
      await expect.poll(output, patience).toContain("invitation.created 1 Tilda Told\n");
      await expect.poll(output, patience).toContain("invitation.sent 2 Tilda Told\n");
    } finally {
      child.kill();
    }
  });
});

test("a nightly list is invited once, however often it is run, and whoever is killed meanwhile", async () => {
  const api = apiOf(usher.origin, seeded.apiToken);
  const { name } = await api.groups.create.mutate({ name: "Night shift" });
  const size = 1_200;
  const people = Array.from({ length: size }, (_none, at) => `night-${at}@example.com,Nina,Night,${name},N-${at}\n`);
  writeFileSync(join(example.folder, "staff.csv"), `email,firstName,lastName,groups,employeeId\n${people.join("")}`);
  const createdEvents = async () => {
    let count = 0;
    for (let after = 0, isMore = true; isMore; ) {
      const page = await api.events.list.query({ after, type: ["invitation.created"], pageSize: 100 });
      count += page.rows.filter(({ actor }) => actor.kind === "token").length;
      after = page.rows.at(-1)?.seq ?? after;
      isMore = page.nextCursor !== null;
    }
    return count;
  };
  const before = await createdEvents();

  /** Runs it to its end; this call of it is done, and its answer lost to what `kills`. */
  const runUntil = async (call: number, kills: (child: ChildProcess) => Promise<unknown>) => {
    let killing: Promise<unknown> = Promise.resolve();
    const proxy = await losingAnswers(usher.origin, "/trpc/users.inviteMany", async (calls) => {
      if (calls !== call) return false;
      killing = kills(run.child);
      await killing;
      return true;
    });
    const run = start(example, ["sync.js"], { ...env, USHER_URL: proxy.origin });
    await run.ended;
    await killing;
    proxy.close();
    return run.output();
  };

  const killed = await runUntil(2, async (child) => child.kill("SIGKILL"));
  expect(killed).toContain(`100 of ${size}`);
  expect(killed).not.toContain("created:");

  // Taken up, and then it is the server that dies: the client waits until there is one again.
  const patient = await runUntil(3, async () => {
    await killAll(usher);
    usher = await startAgain(usher);
  });
  expect(patient).toContain(`created: ${size}`);
  expect(await createdEvents()).toBe(before + size);
  const nextNight = await example.run(example.node, ["sync.js", "staff.csv"], env);
  expect(nextNight).toContain(`alreadyInvited: ${size}`);
  expect(nextNight).toContain("created: 0");
  expect(await createdEvents()).toBe(before + size);
  expect((await api.users.list.query({ search: "night" })).total).toBe(size);
}, 180_000);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

/** A session of somebody, as the pages have it. */
async function signIn(origin: string, email: string) {
  const post = (path: string, body: object, cookie = "") =>
    fetch(`${origin}/api/auth${path}`, {
      method: "POST",
      headers: { origin, "content-type": "application/json", cookie },
      body: JSON.stringify(body),
    });
  const asked = await post("/email-otp/send-verification-otp", { email, type: "sign-in" });
  const code = async () => /^\d{6}$/m.exec((await mailsTo(origin, email))[0]?.text ?? "")?.[0];
  await expect.poll(code, patience).toBeDefined();
  const cookie = cookieOf(await post("/sign-in/email-otp", { email, otp: await code() }, cookieOf(asked))) ?? "";
  return createTRPCClient<AppRouter>({ links: [httpLink({ url: `${origin}/trpc`, headers: { origin, cookie } })] });
}

/** For each procedure of the declared router: where in its input or output anything at all would do. */
function findUntyped(declarations: string): (path: string) => string[] {
  const program = ts.createProgram([declarations], {
    strict: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(declarations);
  const module = source && checker.getSymbolAtLocation(source);
  const router = module && checker.getExportsOfModule(module).find(({ name }) => name === "AppRouter");
  if (router === undefined) throw new Error("The package has no router.");
  const routerType = checker.getDeclaredTypeOfSymbol(router);
  const member = (type: ts.Type, name: string): ts.Type => {
    const symbol = type.getProperty(name);
    if (symbol === undefined) throw new Error(`There is no ${name}.`);
    return checker.getTypeOfSymbol(symbol);
  };
  const visit = (type: ts.Type, at: string, seen: Set<ts.Type>): string[] => {
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return [at];
    if (seen.has(type) || !(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.UnionOrIntersection))) return [];
    seen.add(type);
    if (type.isUnionOrIntersection()) return type.types.flatMap((part) => visit(part, at, seen));
    if (checker.isArrayType(type)) {
      return checker.getTypeArguments(type as ts.TypeReference).flatMap((item) => visit(item, `${at}[]`, seen));
    }
    const index = checker.getIndexInfosOfType(type).flatMap((info) => visit(info.type, `${at}{}`, seen));
    const properties = type.getProperties().flatMap((symbol) => {
      return visit(checker.getTypeOfSymbol(symbol), `${at}.${symbol.name}`, seen);
    });
    return [...index, ...properties];
  };
  return (path) => {
    const procedure = path.split(".").reduce(member, member(member(routerType, "_def"), "record"));
    const types = member(member(procedure, "_def"), "$types");
    return ["input", "output"].flatMap((which) => visit(member(types, which), which, new Set()));
  };
}
