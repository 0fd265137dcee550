import { exports } from "cloudflare:workers";
import type { ErrorData } from "../../shared/outputs.ts";
import type { Account } from "./harness.ts";

// The Worker's own fetch, as programs and browsers meet it.

export const origin = "http://localhost:8787";

export type Answered = {
  status: number;
  text: string;
  data: (ErrorData & { code: string }) | null;
  message: string;
};

export function send(path: string, init: RequestInit = {}): Promise<Response> {
  return exports.default.fetch(`${origin}/trpc/${path}`, init);
}

export async function answerOf(response: Response): Promise<Answered> {
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json");
  const body: { error?: { message: string; data: ErrorData & { code: string } } } = isJson ? JSON.parse(text) : {};
  return { status: response.status, text, data: body.error?.data ?? null, message: body.error?.message ?? "" };
}

/** A query or mutation by POST with the account's token. */
export async function call(
  account: Account,
  path: string,
  input: unknown,
  headers: Record<string, string> = {},
): Promise<Answered> {
  return answerOf(
    await send(path, {
      method: "POST",
      headers: { authorization: `Bearer ${account.token}`, "content-type": "application/json", ...headers },
      body: typeof input === "string" ? input : JSON.stringify(input),
    }),
  );
}
