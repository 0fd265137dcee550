import type { Device } from "./sign-in-means.ts";
import type { deviceTexts } from "./texts/en/device.ts";
import type { Texts } from "./texts/language.ts";

/** `Firefox on Windows`, or as much of it as is known. */
export function deviceText({ browser, system }: Device, texts: Texts<typeof deviceTexts>): string {
  if (browser !== null && system !== null) return texts.both(browser, system);
  return browser ?? system ?? texts.unknown;
}
