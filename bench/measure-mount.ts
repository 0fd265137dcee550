import type { Browser, Page } from "playwright-core";

/** What passed between two marks on the page's main thread: by its own clock, and of the processor's time. */
export type Span = { wallMs: number; threadMs: number };

/** From the answer, parsed, to the frame that shows it: scripts, style, layout and paint. */
export type Mount = {
  /** What fills the screen. */
  firstRows: Span;
  /** All 100 rows. */
  allRows: Span;
};

type TraceEvent = { name: string; cat: string; ts: number; tts?: number };

/** How long 100 rows take from the answer that brings them to the frames that show them. */
export async function measureMount(browser: Browser, page: Page, url: string): Promise<Mount> {
  await page.goto("about:blank");
  await page.addInitScript(markRows);
  return traced(browser, page, async () => {
    await page.goto(url);
    await page.waitForFunction(() => performance.getEntriesByName("all shown").length > 0);
  });
}

/** The same for the least there can be in their place: a table of text without any style of its own. */
export async function measureBareMount(browser: Browser, page: Page): Promise<Mount> {
  return traced(browser, page, () => page.evaluate(mountBareTable));
}

async function traced(browser: Browser, page: Page, run: () => Promise<unknown>): Promise<Mount> {
  await browser.startTracing(page, { categories: ["blink.user_timing"] });
  await run();
  const { traceEvents }: { traceEvents: TraceEvent[] } = JSON.parse(String(await browser.stopTracing()));
  const mark = (name: string): TraceEvent => {
    const found = traceEvents.find((each) => each.name === name && each.cat.includes("blink.user_timing"));
    if (!found) throw new Error(`The page has not marked "${name}".`);
    return found;
  };
  return {
    firstRows: between(mark("answer"), mark("first shown")),
    allRows: between(mark("answer"), mark("all shown")),
  };
}

function between(from: TraceEvent, to: TraceEvent): Span {
  return { wallMs: (to.ts - from.ts) / 1_000, threadMs: ((to.tts ?? 0) - (from.tts ?? 0)) / 1_000 };
}

/** Runs in the page before anything of it. */
function markRows(): void {
  const readJson = Response.prototype.json;
  Response.prototype.json = async function json() {
    const answer = await readJson.call(this);
    if (this.url.includes("users.list")) performance.mark("answer");
    return answer;
  };
  const awaited = [
    { name: "first shown", count: 10 },
    { name: "all shown", count: 100 },
  ];
  new MutationObserver(() => {
    const count = document.querySelectorAll("[data-actions-of]").length;
    while (awaited[0] && count >= awaited[0].count) markWhenShown(awaited.shift()?.name ?? "");
  }).observe(document, { childList: true, subtree: true });

  function markWhenShown(name: string): void {
    requestAnimationFrame(() => {
      // After the frame, which follows at once.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => performance.mark(name);
      port2.postMessage(null);
    });
  }
}

function mountBareTable(): Promise<void> {
  performance.mark("answer");
  const table = document.createElement("table");
  for (let index = 0; index < 100; index++) {
    const row = table.insertRow();
    for (const column of ["name", "address", "status", "date", "group", "actions"]) {
      row.insertCell().textContent = `${column} ${index}`;
    }
  }
  document.body.replaceChildren(table);
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        performance.mark("first shown");
        performance.mark("all shown");
        resolve();
      };
      port2.postMessage(null);
    });
  });
}
