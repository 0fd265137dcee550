import { normaliseAddress } from "../../shared/address.ts";
import { type Language, languageOf } from "../../shared/texts/language.ts";
import { type AuthCall, type AuthProblem, done, problem, readJson, refuse } from "./auth-call.ts";
import { endPreviousSession } from "./session-routes.ts";

const maxBodyLength = 4096;

/** `{email, locale?}` → 204, whoever the address belongs to. The mail is in the language of the page that asks. */
export async function sendCodeRoute({ request, env, deps, loadLibrary }: AuthCall): Promise<Response> {
  const input = await readInput(request);
  if ("problem" in input) return problem(400, input.problem);
  const { sendCode } = await loadLibrary();
  await sendCode(env, deps, input.address, input.language);
  return done();
}

/** `{email, otp}` → 204 with the session cookie. */
export async function enterCodeRoute(call: AuthCall): Promise<Response> {
  const { request, env, deps, loadLibrary } = call;
  const input = await readInput(request);
  if ("problem" in input) return problem(400, input.problem);
  if (!/^[0-9]{6}$/.test(input.code)) return refuse("codeWrong");
  const { signInByCode } = await loadLibrary();
  const result = await signInByCode(env, deps, request, input.address, input.code);
  if ("refusal" in result) return problem(403, result);
  await endPreviousSession(call);
  return done(result.cookie);
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
