import { type AddressProblem, normaliseAddress } from "../../shared/address.ts";
import type { CodeRefusal } from "../../shared/texts/en/one-time-code.ts";
import { type Language, languageOf } from "../../shared/texts/language.ts";
import { isSameOrigin } from "./same-origin.ts";
import { endEverySession, endSession, readSession } from "./session.ts";

export type AuthEnv = { DB: D1Database; ORIGIN: string; AUTH_SECRET: string };

export type AuthDeps = {
  sendCode(address: string, code: string, language: Language): Promise<void>;
  /** Asked only once the code has proven the address, and only when it has no login yet. */
  mayHaveLogin(address: string): Promise<boolean>;
  /** Sessions have ended; `accountIds` are the accounts they may have pages open of. */
  sessionEnded(accountIds: string[]): Promise<void>;
};

export type SignInRefusal = { reason: CodeRefusal };

/** What the routes answer beside 204. */
export type AuthProblem =
  | { field: "email"; problem: AddressProblem }
  | { field: "body"; problem: "invalid" }
  | { refusal: SignInRefusal | { reason: "notAllowed" | "signInRequired" } };

type Library = typeof import("./auth.ts");
type Call = { request: Request; env: AuthEnv; deps: AuthDeps; loadLibrary: () => Promise<Library> };
type Route = (call: Call) => Promise<Response>;

const maxBodyLength = 4096;

/** All there is under /api/auth. The library's other routes prove addresses and revoke nothing, so nothing leads there. */
const routes = new Map<string, Route>([
  ["/api/auth/email-otp/send-verification-otp", sendCodeRoute],
  ["/api/auth/sign-in/email-otp", signInRoute],
  ["/api/auth/sign-out", signOutRoute],
  ["/api/auth/sign-out-everywhere", signOutEverywhereRoute],
]);

export async function handleAuth(
  request: Request,
  env: AuthEnv,
  deps: AuthDeps,
  loadLibrary = (): Promise<Library> => import("./auth.ts"),
): Promise<Response> {
  const route = request.method === "POST" ? routes.get(new URL(request.url).pathname) : undefined;
  if (route === undefined) return new Response("Not Found", { status: 404 });
  if (!isSameOrigin(request, env.ORIGIN)) return answer(403, { refusal: { reason: "notAllowed" } });
  return route({ request, env, deps, loadLibrary });
}

/** `{email, locale?}` → 204, whoever the address belongs to. The mail is in the language of the page that asks. */
async function sendCodeRoute({ request, env, deps, loadLibrary }: Call): Promise<Response> {
  const input = await readInput(request);
  if ("problem" in input) return answer(400, input.problem);
  const { sendCode } = await loadLibrary();
  await sendCode(env, deps, input.address, input.language);
  return done();
}

/** `{email, otp}` → 204 with the session cookie. */
async function signInRoute({ request, env, deps, loadLibrary }: Call): Promise<Response> {
  const input = await readInput(request);
  if ("problem" in input) return answer(400, input.problem);
  if (!/^[0-9]{6}$/.test(input.code)) return answer(403, { refusal: { reason: "codeWrong" } });
  const { signInByCode } = await loadLibrary();
  const result = await signInByCode(env, deps, input.address, input.code);
  return "cookie" in result ? done(result.cookie) : answer(403, result);
}

async function signOutRoute({ request, env, deps }: Call): Promise<Response> {
  const session = await readSession(env.DB, request, env, Date.now());
  const cookie = await endSession(env.DB, request, env);
  if (session !== null) await deps.sessionEnded(session.accountIds);
  return done(cookie);
}

/** Says so when nobody is signed in any more: the other browsers may still be, and nothing was done about them. */
async function signOutEverywhereRoute({ request, env, deps }: Call): Promise<Response> {
  const session = await readSession(env.DB, request, env, Date.now());
  if (session === null) return answer(403, { refusal: { reason: "signInRequired" } });
  const cookie = await endEverySession(env.DB, session.loginId, env);
  await deps.sessionEnded(session.accountIds);
  return done(cookie);
}

type Input = { address: string; code: string; language: Language };

/** The address is normalised here, so the library (which lower-cases all of Unicode) never sees another. */
async function readInput(request: Request): Promise<Input | { problem: AuthProblem }> {
  const text = await readText(request);
  if (text === null) return { problem: { field: "email", problem: "addressTooLong" } };
  const body = isJson(request) ? parse(text) : null;
  if (body === null) return { problem: { field: "body", problem: "invalid" } };
  const result = normaliseAddress(textOf(body, "email"));
  if (!result.ok) return { problem: { field: "email", problem: result.problem } };
  const code = textOf(body, "otp").replaceAll(/\s/g, "");
  return { address: result.address, code, language: languageOf(textOf(body, "locale")) };
}

/** The body, or null when it is longer than any that holds an address; it is not read further then. */
async function readText(request: Request): Promise<string | null> {
  let text = "";
  for await (const chunk of request.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (text.length > maxBodyLength) return null;
  }
  return text;
}

function isJson(request: Request): boolean {
  return /^application\/json\b/i.test(request.headers.get("content-type") ?? "");
}

function parse(text: string): object | null {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" ? body : null;
  } catch {
    return null;
  }
}

function textOf(body: object, key: string): string {
  const value: unknown = Reflect.get(body, key);
  return typeof value === "string" ? value : "";
}

function done(cookie?: string): Response {
  const headers = new Headers({ "cache-control": "no-store" });
  if (cookie !== undefined) headers.set("set-cookie", cookie);
  return new Response(null, { status: 204, headers });
}

function answer(status: 400 | 403, problem: AuthProblem): Response {
  return Response.json(problem, { status, headers: { "cache-control": "no-store" } });
}
