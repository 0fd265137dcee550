import { env } from "cloudflare:workers";
import type { ErrorData } from "../../shared/outputs.ts";
import { serveApi } from "../api/serve.ts";
import type { Env } from "../env.ts";
import { recordedDb } from "./d1-proxies.ts";
import { T0 } from "./harness.ts";
import { origin } from "./http.ts";

export type Caller = { cookie?: string | undefined; token?: string | undefined; accountId?: string | undefined };

/** A call over HTTP, as the Worker answers it, and all that whoever called can tell of it. */
export type WholeAnswer = {
  status: number;
  headers: Record<string, string>;
  text: string;
  /** The tRPC code of a refusal or failure. */
  code: string | null;
  data: ErrorData | null;
  /** What was asked of the database meanwhile. */
  statements: string[];
};

type Options = { now?: number; env?: Partial<Env>; method?: string; headers?: Record<string, string> };

/** Ends once everything is done that the call has left behind. */
export async function wholeAnswer(
  path: string,
  input: unknown,
  { cookie, token, accountId }: Caller,
  { now = T0, env: changed, method = "POST", headers: more }: Options = {},
): Promise<WholeAnswer> {
  const headers = new Headers({ origin, "content-type": "application/json" });
  if (cookie) headers.set("cookie", cookie);
  if (token) headers.set("authorization", `Bearer ${token}`);
  if (accountId) headers.set("x-usher-account", accountId);
  for (const [name, value] of Object.entries(more ?? {})) headers.set(name, value);
  const text = typeof input === "string" ? input : (JSON.stringify(input) ?? null);
  const query = method === "POST" || text === null ? "" : `?input=${encodeURIComponent(text)}`;
  const body = method === "POST" ? text : null;
  const { db, statements } = recordedDb(env.DB);
  const pending: Promise<unknown>[] = [];
  const { CALLS: _, FORGERIES: __, ...unlimited } = env;
  const response = await serveApi(
    new Request(`${origin}/trpc/${path}${query}`, { method, headers, body }),
    { ...unlimited, DB: db, ...changed },
    { waitUntil: (work) => void pending.push(work) },
    () => now,
  );
  const answered = await response.text();
  await Promise.all(pending);
  const isJson = response.headers.get("content-type")?.startsWith("application/json") && answered !== "";
  const error: { data: ErrorData & { code: string } } | undefined = isJson ? JSON.parse(answered).error : undefined;
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text: answered,
    code: error?.data.code ?? null,
    data: error?.data ?? null,
    statements: statements(),
  };
}
