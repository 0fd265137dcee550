import type { Device } from "../../shared/sign-in-means.ts";

// The first that is found in the header: many browsers name several others as well.
const browsers: [name: string, sign: RegExp][] = [
  ["Edge", /\bEdg(?:e|A|iOS)?\//],
  ["Opera", /\bOPR\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(?:Firefox|FxiOS)\//],
  ["Chrome", /(?:Chrome|CriOS|Chromium)\//],
  ["Safari", /\bSafari\//],
];
const systems: [name: string, sign: RegExp][] = [
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Android", /\bAndroid\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMacintosh\b/],
  ["Linux", /\bLinux\b/],
];

/** What is kept of a browser, so that its owner knows it again: `Firefox/Windows`, no version and no address. */
export function deviceOf(request: Request): string {
  const header = request.headers.get("user-agent") ?? "";
  return `${nameOf(browsers, header)}/${nameOf(systems, header)}`;
}

export function readDevice(kept: string | null): Device {
  const [browser, system] = (kept ?? "").split("/");
  return { browser: browser || null, system: system || null };
}

function nameOf(known: [name: string, sign: RegExp][], header: string): string {
  return known.find(([, sign]) => sign.test(header))?.[0] ?? "";
}
