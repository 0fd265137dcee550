import * as v from "valibot";
import { freshSignInMs, maxPasskeys, type PasskeyList } from "../../shared/sign-in-means.ts";
import { languageOf } from "../../shared/texts/language.ts";
import {
  deletePasskey,
  findPasskeyKey,
  findPasskeys,
  insertPasskey,
  notePasskeyUsed,
  renamePasskey,
  spendChallenge,
} from "../db/passkeys.ts";
import { type AuthCall, answer, done, problem, readJson, refuse, signedIn } from "./auth-call.ts";
import { deviceOf, readDevice } from "./device.ts";
import { type ChallengePurpose, newChallenge, openChallenge } from "./passkey-challenge.ts";
import { type Assertion, type Attestation, assertion, attestation, clientData, named, one } from "./passkey-inputs.ts";
import { addOptions, signInOptions } from "./passkey-options.ts";
import { createSession } from "./session.ts";
import { endPreviousSession } from "./session-routes.ts";

// Reached only by the `import()` in mount.ts. What checks signatures is heavy, and loaded only when there is one.

/** A key of the largest kind, twice. */
const maxBodyLength = 16_384;

/** → what the browser is to ask its passkeys for: any that it has for this site, so nothing is told of any address. */
export async function signInOptionsRoute({ env, now }: AuthCall): Promise<Response> {
  return answer(signInOptions(env.ORIGIN, await newChallenge("signIn", env.AUTH_SECRET, now)));
}

/** An assertion → 204 with the session cookie. Costs no read before the challenge has proven genuine. */
export async function signInRoute(call: AuthCall): Promise<Response> {
  const { request, env, now } = call;
  const input = await readInput(request, assertion);
  if (input === null) return problem(400, { field: "body", problem: "invalid" });
  const challenge = await challengeOf(input, "signIn", call);
  if (challenge.kind !== "genuine") return refuse(challenge.kind === "over" ? "passkeyTooLate" : "passkeyInvalid");
  const passkey = await findPasskeyKey(env.DB, input.id);
  if (passkey === null) return refuse("passkeyUnknown");
  const { checkAssertion } = await import("./passkey-proofs.ts");
  const proof = await checkAssertion(input, passkey, env.ORIGIN);
  if (proof === null) return refuse("passkeyInvalid");
  if (!(await spendChallenge(env.DB, challenge, now))) return refuse("passkeyTooLate");
  if (!(await notePasskeyUsed(env.DB, { id: passkey.id, ...proof }, now))) return refuse("passkeyUnknown");
  const cookie = await createSession(env.DB, passkey.loginId, env, now, deviceOf(request));
  await endPreviousSession(call);
  return done(cookie);
}

/** → what the browser is to make. Only soon after signing in. */
export const addOptionsRoute = signedIn(async ({ env, now }, session) => {
  if (now - session.createdAt >= freshSignInMs) return refuse("signInAgain");
  const passkeys = await findPasskeys(env.DB, session.loginId);
  if (passkeys.length >= maxPasskeys) return refuse("tooManyPasskeys");
  const challenge = await newChallenge({ sessionId: session.sessionId }, env.AUTH_SECRET, now);
  return answer(addOptions(env.ORIGIN, challenge, session, passkeys));
});

/**
 * An attestation, with the page's `locale` → 204; its owner gets a mail in that language. The challenge holds for the session that asked for it
 * alone.
 */
export const addRoute = signedIn(async (call, session) => {
  const { request, env, deps, now } = call;
  const input = await readInput(request, attestation);
  if (input === null) return problem(400, { field: "body", problem: "invalid" });
  if (now - session.createdAt >= freshSignInMs) return refuse("signInAgain");
  const challenge = await challengeOf(input, { sessionId: session.sessionId }, call);
  if (challenge.kind !== "genuine") return refuse(challenge.kind === "over" ? "passkeyTooLate" : "passkeyInvalid");
  const { checkAttestation } = await import("./passkey-proofs.ts");
  const proof = await checkAttestation(input, env.ORIGIN);
  if (proof === null) return refuse("passkeyInvalid");
  if (!(await spendChallenge(env.DB, challenge, now))) return refuse("passkeyTooLate");
  const device = deviceOf(request);
  const { transports } = input.response;
  if (!(await insertPasskey(env.DB, { ...proof, loginId: session.loginId, transports, device }, now))) {
    const passkeys = await findPasskeys(env.DB, session.loginId);
    return refuse(passkeys.length >= maxPasskeys ? "tooManyPasskeys" : "passkeyKnown");
  }
  await deps.passkeyAdded(session.email, device, languageOf(input.locale));
  return done();
});

export const listRoute = signedIn(async ({ env }, session) => {
  const passkeys = await findPasskeys(env.DB, session.loginId);
  const list: PasskeyList = {
    passkeys: passkeys.map(({ id, name, device, isSynced, createdAt, lastUsedAt }) => ({
      ...{ id, name, createdAt, lastUsedAt },
      device: readDevice(device),
      isSynced: isSynced === 1,
    })),
  };
  return answer(list);
});

/** `{passkeyId, name}` → 204. */
export const renameRoute = signedIn(async ({ request, env }, session) => {
  const input = await readInput(request, named);
  if (input === null) return problem(400, { field: "body", problem: "invalid" });
  const isRenamed = await renamePasskey(env.DB, session.loginId, input.passkeyId, input.name);
  return isRenamed ? done() : refuse("passkeyUnknown");
});

/** `{passkeyId}` → 204; it is as well if that one has been removed already. */
export const removeRoute = signedIn(async ({ request, env }, session) => {
  const input = await readInput(request, one);
  if (input === null) return problem(400, { field: "body", problem: "invalid" });
  await deletePasskey(env.DB, session.loginId, input.passkeyId);
  return done();
});

async function readInput<Schema extends v.GenericSchema>(
  request: Request,
  schema: Schema,
): Promise<v.InferOutput<Schema> | null> {
  const result = v.safeParse(schema, await readJson(request, maxBodyLength));
  return result.success ? result.output : null;
}

/** The challenge that an answer was made for. Pages of ours are never framed, so an answer made in a frame is forged. */
async function challengeOf({ response }: Assertion | Attestation, purpose: ChallengePurpose, { env, now }: AuthCall) {
  const data = v.safeParse(clientData, parsed(response.clientDataJSON));
  if (!data.success || data.output.crossOrigin) return { kind: "forged" } as const;
  return openChallenge(data.output.challenge, purpose, env.AUTH_SECRET, now);
}

function parsed(base64Url: string): unknown {
  try {
    return JSON.parse(atob(base64Url.replaceAll("-", "+").replaceAll("_", "/")));
  } catch {
    return null;
  }
}
