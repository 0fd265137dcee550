import type { Page, Route } from "playwright-core";
import type { ErrorData } from "../../shared/outputs.ts";

type Answer = (route: Route) => Promise<void>;

/** What the API answers to a list of users as long as `run` takes: for states that no real data leads to at once. */
export async function whileListAnswers(page: Page, answer: Answer, run: () => Promise<void>): Promise<void> {
  const lists = /\/trpc\/[^?]*users\.list/;
  await page.route(lists, answer);
  await run();
  await page.unroute(lists);
}

export function answering(data: unknown): Answer {
  return (route) => fulfil(route, 200, { result: { data } });
}

export function failing(status: number, data: Partial<ErrorData>): Answer {
  const complete = { refusal: null, problems: null, requestId: null, support: null, ...data } satisfies ErrorData;
  return (route) => fulfil(route, status, { error: { message: "", code: -32603, data: complete } });
}

/** The same for every call of the batch. */
function fulfil(route: Route, status: number, answer: unknown): Promise<void> {
  const calls = new URL(route.request().url()).pathname.split(",").length;
  return route.fulfill({ status, json: Array(calls).fill(answer) });
}
