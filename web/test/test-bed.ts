import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { launchOptions } from "../../scripts/chromium.ts";
import type { SpawnedUsher, SpawnOptions } from "../../scripts/spawn-usher.ts";
import { startAgain, usherForTest } from "../../scripts/usher-for-test.ts";
import { picture } from "./screenshots.ts";

/** For whoever waits for the page or for a mail. Only a hang takes this long, however slow the machine. */
export const patienceMs = 30_000;

export type TestBed = {
  origin: () => string;
  /** A page in a browser profile of its own: no cookies, nothing remembered. */
  openProfile: (options?: BrowserContextOptions) => Promise<Page>;
  /** The same data on the same port with other settings. */
  restart: (env: Record<string, string>) => Promise<void>;
};

/** Once per test file: the built Worker with a state of its own, and a browser. */
export function createTestBed(options: SpawnOptions = {}): TestBed {
  let usher: SpawnedUsher;
  let browser: Browser;
  const pages: Page[] = [];
  /** What no page may ever say: exceptions, and what the content security policy has blocked. */
  const complaints: string[] = [];

  beforeAll(async () => {
    [usher, browser] = await Promise.all([usherForTest(options), chromium.launch(launchOptions())]);
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") {
      for (const [index, page] of pages.entries()) await picture(page, `failed ${task.name} ${index + 1}`);
    }
    await Promise.all(pages.splice(0).map((page) => page.context().close()));
    expect(complaints.splice(0)).toEqual([]);
  });

  afterAll(async () => {
    await browser?.close();
  });

  async function openProfile(profile: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({
      ...{ baseURL: usher.origin, locale: "en-GB", timezoneId: "Europe/Berlin", reducedMotion: "reduce" },
      ...profile,
    });
    context.setDefaultTimeout(patienceMs);
    const page = await context.newPage();
    pages.push(page);
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
      // Chromium reports every refusal, and whatever a restart cuts off, as an error of the page.
      const isRefusal = /^(Failed to load resource|WebSocket connection to)/.test(message.text());
      if (message.type() === "error" && !isRefusal) complaints.push(message.text());
    });
    return page;
  }

  async function restart(env: Record<string, string>): Promise<void> {
    await usher.stop();
    usher = await startAgain(usher, { ...options.env, ...env });
  }

  return { origin: () => usher.origin, openProfile, restart };
}
