import { existsSync, statfsSync } from "node:fs";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const here = import.meta.dirname;
keepStateInMemory("/dev/shm", 4 * 1024 ** 3);
/** What is waited for comes at once or never, but two cores may be shared with whatever else the machine does. */
const patiently = { poll: { timeout: 20_000 } };

/** The Worker's own runtime, for whatever calls its parts. */
const insideWorkerd = {
  oxc: { jsx: { runtime: "automatic", importSource: "hono/jsx" } } as const,
  plugins: [
    cloudflareTest(async () => ({
      wrangler: { configPath: `${here}/wrangler.toml` },
      miniflare: {
        d1Databases: ["DB", "MAILBOX", "COPY"],
        ratelimits: { TIGHT: { namespace_id: "tight", simple: { limit: 5, period: 60 } } },
        bindings: {
          TEST_MIGRATIONS: await readD1Migrations(`${here}/migrations`),
          ORIGIN: "http://localhost:8787",
          LINK_KEYS: "test-link-key-of-thirty-two-bytes-or-more",
          AUTH_SECRET: "test-auth-secret-of-thirty-two-bytes-or-more",
          MAIL_FROM: "Usher <usher@example.com>",
          FIRST_ADMINISTRATOR: "first@example.com",
          INVITATIONS_PER_DAY: "",
          MODEL_SEQUENCES: process.env.MODEL_SEQUENCES ?? "",
          MODEL_SEED: process.env.MODEL_SEED ?? "",
          GROWTH_USERS: process.env.GROWTH_USERS ?? "",
          GROWTH_ACCOUNTS: process.env.GROWTH_ACCOUNTS ?? "",
        },
      },
    })),
  ],
};

export default defineConfig({
  test: {
    projects: [
      // Rules, and what pages decide without a browser.
      {
        test: {
          name: "shared",
          include: ["{client,shared,web}/**/*.test.ts"],
          exclude: ["web/**/*.browser.test.ts"],
          environment: "node",
          maxWorkers: "100%",
        },
      },
      {
        ...insideWorkerd,
        test: {
          name: "worker",
          include: ["worker/**/*.test.{ts,tsx}"],
          // A runtime for each core, not for each file: starting one takes longer than most files do. Each file begins
          // with nothing of the others, see the setup.
          isolate: false,
          maxWorkers: "100%",
          setupFiles: ["worker/test/begin-empty.ts"],
          expect: patiently,
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      // No tests: `npm run bench:growth` and `npm run bench:capacity`.
      {
        ...insideWorkerd,
        test: {
          name: "measure",
          include: ["worker/test/*.measure.ts"],
          setupFiles: ["worker/test/begin-empty.ts"],
          testTimeout: 3_600_000,
        },
      },
      {
        test: {
          name: "process",
          include: ["scripts/**/*.process.test.ts"],
          environment: "node",
          globalSetup: ["scripts/state-template.ts"],
          expect: patiently,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "browser",
          include: ["web/**/*.browser.test.ts"],
          environment: "node",
          globalSetup: ["scripts/state-template.ts"],
          expect: patiently,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});

/**
 * Where there is room for what tests leave in temporary folders: databases and timers wait for the disk at each commit,
 * which matters only when the machine goes down, not the process.
 */
function keepStateInMemory(folder: string, enoughBytes: number): void {
  if (!existsSync(folder)) return;
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize > enoughBytes) process.env.TMPDIR ??= folder;
}
