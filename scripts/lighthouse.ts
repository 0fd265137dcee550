import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import lighthouse, { desktopConfig, type Result } from "lighthouse";
import { type BrowserContext, chromium } from "playwright-core";
import { launchOptions } from "./chromium.ts";

export const formFactors = ["desktop", "mobile"] as const;
export type FormFactor = (typeof formFactors)[number];

export type LighthouseBrowser = {
  /** The profile whose cookies Lighthouse's own tab has too. */
  context: BrowserContext;
  judge: (url: string, formFactor: FormFactor, categories: string[]) => Promise<Result>;
  close: () => Promise<void>;
};

/** A browser that Playwright and Lighthouse drive in turn; nothing in it asks for anything outside. */
export async function openLighthouseBrowser(origin: string): Promise<LighthouseBrowser> {
  const profile = mkdtempSync(join(tmpdir(), "usher-lighthouse-"));
  const { args, ...options } = launchOptions();
  const context = await chromium.launchPersistentContext(profile, {
    ...options,
    args: [...args, "--remote-debugging-port=0"],
    baseURL: origin,
    locale: "en-GB",
  });

  async function judge(url: string, formFactor: FormFactor, categories: string[]): Promise<Result> {
    const answer = await lighthouse(
      url,
      {
        // Chromium has chosen a free one.
        port: Number(readFileSync(join(profile, "DevToolsActivePort"), "utf8").split("\n")[0]),
        logLevel: "silent",
        onlyCategories: categories,
        disableStorageReset: true,
        disableFullPageScreenshot: true,
      },
      formFactor === "desktop" ? desktopConfig : undefined,
    );
    if (!answer || answer.lhr.runtimeError) throw new Error(answer?.lhr.runtimeError?.message ?? "No result.");
    return answer.lhr;
  }

  async function close(): Promise<void> {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }

  return { context, judge, close };
}

/** 0 to 100 by category. */
export function scoresOf({ categories }: Result): Record<string, number> {
  return Object.fromEntries(Object.values(categories).map(({ id, score }) => [id, Math.round((score ?? 0) * 100)]));
}

/** Everything that costs points, with where it was found. */
export function lossesOf({ categories, audits }: Result): string[] {
  const counted = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0));
  return counted.flatMap(({ id }) => {
    const audit = audits[id];
    if (!audit || audit.score === null || audit.score === 1) return [];
    return [
      `${id}: ${audit.title} ${audit.displayValue ?? ""} ${JSON.stringify(audit.details ?? null).slice(0, 2_000)}`,
    ];
  });
}
