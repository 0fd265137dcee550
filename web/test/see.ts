import type { BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import { expectNoAxeViolations } from "./axe.ts";
import { picture } from "./screenshots.ts";

/** One thing that people see: nothing is cut off to the side, it passes axe, and it can be looked at. */
export async function see(page: Page, what: string): Promise<void> {
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(widths[0], `width of ${what}`).toBeLessThanOrEqual(widths[1] ?? 0);
  for (const dialog of await page.locator("dialog[open]").all()) {
    const excess = await dialog.evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(excess, `width of the dialog of ${what}`).toBeLessThanOrEqual(0);
  }
  const cells = await page.locator("th, td").evaluateAll((all) => {
    return all
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ textContent }) => textContent);
  });
  expect(cells, `cells that run into the next of ${what}`).toEqual([]);
  await expectNoAxeViolations(page);
  await picture(page, what);
}

export type Look = { name: string; profile: BrowserContextOptions };
const phone = { viewport: { width: 375, height: 812 }, isMobile: true, hasTouch: true };
const desktop = { viewport: { width: 1280, height: 800 } };
const looksForTests: Look[] = [
  { name: "narrowest", profile: { ...phone, viewport: { width: 320, height: 640 } } },
  { name: "desktop dark", profile: { ...desktop, colorScheme: "dark" } },
];
/** Differ from those in nothing that a test can tell. */
const looksForPeople: Look[] = [
  { name: "phone light", profile: phone },
  { name: "phone dark", profile: { ...phone, colorScheme: "dark" } },
  { name: "desktop light", profile: desktop },
];

/** The ways of looking at a page, all of them while somebody wants to see pictures. */
export const looks = process.env.SCREENSHOTS ? [...looksForTests, ...looksForPeople] : looksForTests;
export const forcedColours: Look = { name: "forced colours", profile: { ...desktop, forcedColors: "active" } };
