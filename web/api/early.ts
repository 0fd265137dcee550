type Asked = { what: string; at: number; answer: Promise<Response> };
let asked: Asked | undefined;

/**
 * An answer that has lain about for longer is asked for anew: the live connection, which opens once it is read, tells of
 * no more than the last ten seconds (worker/db/live.ts).
 */
export const answerKeepsMs = 5_000;

/** Asks what the page is about to ask, before the scripts are here that will: these calls, in one batch. */
export function askEarly(
  accountId: string,
  calls: { path: string; input?: object }[],
  now: number = performance.now(),
): void {
  const url = `/trpc/${calls.map(({ path }) => path).join(",")}?batch=1`;
  const init = {
    method: "POST",
    body: JSON.stringify({ ...calls.map(({ input }) => input) }),
    headers: { "content-type": "application/json", "x-usher-account": accountId },
  };
  const answer = fetch(url, init);
  // Whoever takes it learns of it, and nobody has to.
  answer.catch(() => undefined);
  asked = { what: wordsOf(url, init), at: now, answer };
}

/**
 * `fetch`, but the first call of the page takes the answer to what was asked early, if it asks the same word by word.
 * What could not be had early is asked for again.
 */
export function fetchUnlessAsked(url: RequestInfo | URL, init: RequestInit, now: number = performance.now()) {
  const early = asked;
  asked = undefined;
  const isIt = early?.what === wordsOf(url, init) && now - early.at < answerKeepsMs;
  return isIt ? early.answer.catch(() => fetch(url, init)) : fetch(url, init);
}

function wordsOf(url: RequestInfo | URL, { method, headers, body }: RequestInit): string {
  return JSON.stringify([url, method, headers, body]);
}
