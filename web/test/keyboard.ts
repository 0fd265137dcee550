import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** A page as somebody without a mouse finds their way on it. */

/** More than any page has to pass by. */
const mostTabs = 60;

async function isFocused(wanted: Locator): Promise<boolean> {
  return wanted.evaluate((element) => element === document.activeElement);
}

/** Tab after Tab, as long as it takes; the focus is visible at the end. */
export async function tabTo(page: Page, wanted: Locator, key = "Tab"): Promise<void> {
  await wanted.waitFor();
  for (let tabs = 0; tabs < mostTabs; tabs++) {
    if (await isFocused(wanted)) {
      const outline = await wanted.evaluate((element) => {
        const style = getComputedStyle(element);
        return style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2;
      });
      expect(outline, `a focus ring on ${wanted}`).toBe(true);
      return;
    }
    await page.keyboard.press(key);
  }
  throw new Error(`${mostTabs} times ${key} do not reach ${wanted}.`);
}

export async function press(page: Page, wanted: Locator, key = "Enter"): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press(key);
}

export async function expectFocus(wanted: Locator): Promise<void> {
  await wanted.waitFor();
  await expect.poll(() => isFocused(wanted), { message: `focus on ${wanted}` }).toBe(true);
}
