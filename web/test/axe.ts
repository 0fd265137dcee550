import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Every rule of axe holds for the page as it is now, with whatever dialog or menu is open. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  // Evaluated by the debugger, so that the page keeps its content security policy.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(source);
  const found = await page.evaluate(async () => {
    // What is still fading in has no contrast yet.
    const moving = document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(moving.map(({ finished }) => finished));
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(document, {
      rules: { "target-size": { enabled: true } },
      resultTypes: ["violations"],
      selectors: false,
    });
    return violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html }) => html).join("\n")}`);
  });
  expect(found, page.url().replace(/#.*/, "")).toEqual([]);
}
