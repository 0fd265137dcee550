import type { Browser, BrowserContextOptions, CDPSession, Page } from "playwright-core";

/**
 * A phone of the middle class on a slow line, as Lighthouse has it: the processor four times slower, 1.6 Mbit/s down,
 * 750 kbit/s up, 150 ms there and back for every request. Connections cost nothing: localhost has neither names nor TLS.
 */
export const phone = {
  context: { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true },
  cpuThrottle: 4,
  line: {
    offline: false,
    latency: 150,
    downloadThroughput: (1_638.4 * 1_024) / 8,
    uploadThroughput: (750 * 1_024) / 8,
  },
} as const;

type Sent = { key: string; url: string; type: string; sentAt: number; endedAt: number; bytes: number };

/** Milliseconds from the moment at which the page was asked for, and bytes as they came over the line, headers included. */
export type FirstView = {
  largestPaintMs: number;
  layoutShift: number;
  /** The first call to the API that brings what is to be seen: asked, and answered. */
  askedMs: number;
  answeredMs: number;
  /** The last script of the first view was here. */
  scriptsMs: number;
  requests: number;
  bytes: number;
  scripts: number;
  scriptBytes: number;
  fonts: number;
  images: number;
  /** Drawn by the page itself, out of its scripts. */
  icons: number;
  /** What the page fetches ahead once it is at rest. */
  aheadBytes: number;
};

type Vitals = Pick<FirstView, "largestPaintMs" | "layoutShift" | "icons">;

export type OpenedPage = { page: Page; view: FirstView; close: () => Promise<void> };

export type FirstViewOptions = {
  url: string;
  /** Part of the address of the call that brings what is to be seen. */
  call: string;
  content: string;
  profile: BrowserContextOptions;
};

/** Opens a page with nothing in the cache, and leaves it open on the slow phone. Throws if anything was fetched twice. */
export async function measureFirstView(browser: Browser, options: FirstViewOptions): Promise<OpenedPage> {
  const context = await browser.newContext({ locale: "en-GB", ...phone.context, ...options.profile });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  const sent = await watchRequests(devtools);
  await devtools.send("Network.emulateNetworkConditions", phone.line);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: phone.cpuThrottle });
  await page.addInitScript(watchVitals);
  await page.goto(options.url);
  await page.locator(options.content).first().waitFor();
  const shownCount = sent.size;
  await atRest(page, sent);
  const vitals = await page.evaluate(readVitals);
  return {
    page,
    view: { ...vitals, ...summary([...sent.values()], shownCount, options.call) },
    close: () => context.close(),
  };
}

/** For a second nothing has been asked, and all that was is here. */
async function atRest(page: Page, sent: Map<string, Sent>): Promise<void> {
  for (let asked = -1; asked !== sent.size || [...sent.values()].some(({ endedAt }) => Number.isNaN(endedAt)); ) {
    asked = sent.size;
    await page.waitForTimeout(1_000);
  }
}

async function watchRequests(devtools: CDPSession): Promise<Map<string, Sent>> {
  const sent = new Map<string, Sent>();
  devtools.on("Network.requestWillBeSent", ({ requestId, request, type = "Other", timestamp }) => {
    // What carries a body is the same only with the same body for the same account.
    const key = [request.method, request.url, request.postData, request.headers["x-usher-account"]].join(" ");
    sent.set(requestId, { key, url: request.url, type, sentAt: timestamp * 1_000, endedAt: Number.NaN, bytes: 0 });
  });
  devtools.on("Network.loadingFinished", ({ requestId, timestamp, encodedDataLength }) => {
    const request = sent.get(requestId);
    if (request) Object.assign(request, { endedAt: timestamp * 1_000, bytes: encodedDataLength });
  });
  // What comes out of the cache is not fetched.
  devtools.on("Network.responseReceived", ({ requestId, response }) => {
    if (response.fromDiskCache) sent.delete(requestId);
  });
  await devtools.send("Network.enable");
  return sent;
}

function summary(all: Sent[], shownCount: number, call: string): Omit<FirstView, keyof Vitals> {
  // The browser asks for the icon anew where the address changes while it is on its way; the page has no say in it.
  const keys = all.filter(({ url }) => !url.endsWith("/icon.svg")).map(({ key }) => key);
  const twice = keys.filter((key, at) => keys.indexOf(key) !== at);
  if (twice.length > 0) throw new Error(`Fetched twice: ${twice.join(", ")}`);
  const seen = all.slice(0, shownCount);
  const [document] = seen;
  const asked = seen.find(({ url }) => url.includes(call));
  if (!document || !asked) throw new Error(`The page has not asked for ${call}.`);
  const scripts = seen.filter(({ type, url }) => type === "Script" || url.endsWith(".js"));
  const count = (kind: (request: Sent) => boolean) => all.filter(kind).length;
  return {
    askedMs: asked.sentAt - document.sentAt,
    answeredMs: asked.endedAt - document.sentAt,
    scriptsMs: Math.max(...scripts.map(({ endedAt }) => endedAt)) - document.sentAt,
    requests: seen.length,
    bytes: bytesOf(seen),
    scripts: scripts.length,
    scriptBytes: bytesOf(scripts),
    fonts: count(({ type }) => type === "Font"),
    // The page's own icon is no image to the browser.
    images: count(({ type, url }) => type === "Image" || url.endsWith(".svg")),
    aheadBytes: bytesOf(all.slice(shownCount)),
  };
}

function bytesOf(requests: Sent[]): number {
  return requests.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Runs in the page before anything of it. */
function watchVitals(): void {
  const vitals = { largestPaintMs: 0, layoutShift: 0 };
  Reflect.set(globalThis, "vitals", vitals);
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) vitals.largestPaintMs = startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  // Shifts within a second of each other are one, of five seconds at most: the worst such counts.
  let [sum, from, last] = [0, 0, 0];
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) {
      if (Reflect.get(shift, "hadRecentInput")) continue;
      const isOneMore = shift.startTime - last < 1_000 && shift.startTime - from < 5_000;
      if (!isOneMore) [sum, from] = [0, shift.startTime];
      sum += Number(Reflect.get(shift, "value"));
      last = shift.startTime;
      vitals.layoutShift = Math.max(vitals.layoutShift, sum);
    }
  }).observe({ type: "layout-shift", buffered: true });
}

async function readVitals(): Promise<Vitals> {
  await new Promise((resolve) => setTimeout(resolve, 100));
  return { ...Reflect.get(globalThis, "vitals"), icons: document.querySelectorAll("svg").length };
}
