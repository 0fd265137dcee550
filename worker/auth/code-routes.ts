import { normaliseAddress } from "../../shared/address.ts";
import { type Language, languageOf } from "../../shared/texts/language.ts";
import { countCode } from "../db/codes-sent.ts";
import { askingBrowser, askingCookie, newBrowser } from "./asking-browser.ts";
import {
  type AuthCall,
  type AuthEnv,
  type AuthProblem,
  done,
  problem,
  readJson,
  refuse,
  tooMany,
} from "./auth-call.ts";
import { clientOf } from "./client.ts";
import { keyedHash } from "./session-cookie.ts";
import { endPreviousSession } from "./session-routes.ts";

const maxBodyLength = 4096;

/** Of the binding CODES in wrangler.toml. */
const shieldPeriodMs = 60_000;

/** `{email, locale?}` → 204, whoever the address belongs to. The mail is in the language of the page that asks. */
export async function sendCodeRoute({ request, env, deps, now, loadLibrary }: AuthCall): Promise<Response> {
  const input = await readInput(request);
  if ("problem" in input) return problem(400, input.problem);
  const { address, language } = input;
  const client = clientOf(request);
  const waitMs = (await shield(client, env)) || (await countFor(client, env, address, now));
  if (waitMs > 0) return tooMany(waitMs);
  const browser = askingBrowser(request, env) || newBrowser();
  const { sendCode } = await loadLibrary();
  await sendCode(env, deps, { address, language, browser });
  return done(askingCookie(browser, env));
}

/** `{email, otp}` → 204 with the session cookie. */
export async function enterCodeRoute(call: AuthCall): Promise<Response> {
  const { request, env, deps, loadLibrary } = call;
  const input = await readInput(request);
  if ("problem" in input) return problem(400, input.problem);
  if (!/^[0-9]{6}$/.test(input.code)) return refuse("codeWrong");
  const waitMs = await shield(clientOf(request), env);
  if (waitMs > 0) return tooMany(waitMs);
  const { signInByCode } = await loadLibrary();
  const result = await signInByCode(env, deps, request, input.address, input.code);
  if ("refusal" in result) return problem(403, result);
  await endPreviousSession(call);
  return done(result.cookie);
}

/**
 * A client that tries many addresses: roughly, and far more than a class needs that joins at once. Without a client, as
 * in local mode, nobody is limited.
 */
async function shield(client: string, { CODES }: AuthEnv): Promise<number> {
  if (client === "" || CODES === undefined) return 0;
  return (await CODES.limit({ key: client })).success ? 0 : shieldPeriodMs;
}

/** How long to wait for the next code to this address. */
async function countFor(client: string, env: AuthEnv, address: string, now: number): Promise<number> {
  if (client === "") return 0;
  const digest = (text: string) => keyedHash(text, env.AUTH_SECRET);
  const asked = { address: await digest(`codes to ${address}`), client: await digest(`codes for ${client}`) };
  return countCode(env.DB, asked, now);
}

type Input = { address: string; code: string; language: Language };

/** The address is normalised here, so the library (which lower-cases all of Unicode) never sees another. */
async function readInput(request: Request): Promise<Input | { problem: AuthProblem }> {
  const body = await readJson(request, maxBodyLength);
  if (body === "tooLong") return { problem: { field: "email", problem: "addressTooLong" } };
  if (body === null) return { problem: { field: "body", problem: "invalid" } };
  const result = normaliseAddress(textOf(body, "email"));
  if (!result.ok) return { problem: { field: "email", problem: result.problem } };
  const code = textOf(body, "otp").replaceAll(/\s/g, "");
  return { address: result.address, code, language: languageOf(textOf(body, "locale")) };
}

function textOf(body: object, key: string): string {
  const value: unknown = Reflect.get(body, key);
  return typeof value === "string" ? value : "";
}
