import type { AddressProblem } from "../../shared/address.ts";
import type { PasskeyRefusal } from "../../shared/sign-in-means.ts";
import type { CodeRefusal } from "../../shared/texts/en/one-time-code.ts";
import type { Language } from "../../shared/texts/language.ts";
import type { SessionRow } from "../db/logins.ts";
import { readSession } from "./session.ts";

export type AuthEnv = { DB: D1Database; ORIGIN: string; AUTH_SECRET: string; CODES?: RateLimit };

export type AuthDeps = {
  sendCode(address: string, code: string, language: Language): Promise<void>;
  /** Asked only once the code has proven the address, and only when it has no login yet. */
  mayHaveLogin(address: string): Promise<boolean>;
  /** Sessions have ended; `accountIds` are the accounts they may have pages open of. */
  sessionEnded(accountIds: string[]): Promise<void>;
  /** Tells whoever owns the login that there is another way in now. `device` as device.ts keeps it. */
  passkeyAdded(address: string, device: string, language: Language): Promise<void>;
};

export type SignInRefusal =
  | { reason: Exclude<CodeRefusal, "tooManyRequests"> }
  | { reason: "tooManyRequests"; retryAfterMs: number };

/** What the routes answer when they refuse. */
export type AuthProblem =
  | { field: "email"; problem: AddressProblem }
  | { field: "body"; problem: "invalid" }
  | { refusal: SignInRefusal | { reason: PasskeyRefusal | "notAllowed" } };

type Library = typeof import("./auth.ts");
/** One request; `now` is taken once. */
export type AuthCall = {
  request: Request;
  env: AuthEnv;
  deps: AuthDeps;
  now: number;
  loadLibrary: () => Promise<Library>;
};
export type AuthRoute = (call: AuthCall) => Promise<Response>;

/** The body's JSON, null for anything else; "tooLong" without reading on. A form is not read: other sites can send one. */
export async function readJson(request: Request, maxLength: number): Promise<object | null | "tooLong"> {
  let text = "";
  for await (const chunk of request.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (text.length > maxLength) return "tooLong";
  }
  return /^application\/json\b/i.test(request.headers.get("content-type") ?? "") ? parse(text) : null;
}

function parse(text: string): object | null {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" ? body : null;
  } catch {
    return null;
  }
}

/** For what only somebody signed in may ask. */
export function signedIn(route: (call: AuthCall, session: SessionRow) => Promise<Response>): AuthRoute {
  return async (call) => {
    const session = await readSession(call.env.DB, call.request, call.env, call.now);
    return session === null ? refuse("signInRequired") : route(call, session);
  };
}

export function done(cookie?: string): Response {
  const headers = new Headers({ "cache-control": "no-store" });
  if (cookie !== undefined) headers.set("set-cookie", cookie);
  return new Response(null, { status: 204, headers });
}

export function answer(body: object): Response {
  return Response.json(body, { headers: { "cache-control": "no-store" } });
}

export function refuse(reason: PasskeyRefusal | Exclude<CodeRefusal, "tooManyRequests"> | "notAllowed"): Response {
  return problem(403, { refusal: { reason } });
}

export function tooMany(retryAfterMs: number): Response {
  const response = problem(429, { refusal: { reason: "tooManyRequests", retryAfterMs } });
  response.headers.set("retry-after", String(Math.ceil(retryAfterMs / 1_000)));
  return response;
}

export function problem(status: 400 | 403 | 429, body: AuthProblem): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store" } });
}
