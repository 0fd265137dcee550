import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { APIError, isAPIError } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";
import { emailOTP } from "better-auth/plugins/email-otp";
import { triesPerCode } from "../../shared/limits.ts";
import type { CodeRefusal } from "../../shared/texts/en/one-time-code.ts";
import type { Language } from "../../shared/texts/language.ts";
import { authModels, openAuthTables } from "../db/auth-tables.ts";
import { askingBrowser } from "./asking-browser.ts";
import type { AuthDeps, AuthEnv, SignInRefusal } from "./auth-call.ts";
import { deviceOf } from "./device.ts";
import { isSecureOrigin, keyedHash, sessionCookieName, sessionLifetimeMs } from "./session-cookie.ts";

// Heavy: reached only by the `import()` in mount.ts.

const codeLifetimeMs = 10 * 60_000;

/** What the library says of a code, in our words. Whatever is not here is an error of ours. */
const refusals: Record<string, Exclude<CodeRefusal, "tooManyRequests">> = {
  INVALID_OTP: "codeWrong",
  OTP_EXPIRED: "codeExpired",
  TOO_MANY_ATTEMPTS: "tooManyAttempts",
  ADDRESS_UNKNOWN: "addressUnknown",
};

/** Mails a fresh code to a normalised address. Looks up nothing, so every address costs the same. */
export async function sendCode(
  env: AuthEnv,
  deps: AuthDeps,
  { address, language, browser }: { address: string; language: Language; browser: string },
): Promise<void> {
  const { api } = createAuth(env, deps, { browser });
  const code = await api.createVerificationOTP({ body: { email: address, type: "sign-in" } });
  await deps.sendCode(address, code, language);
}

/** Answers the `Set-Cookie` of a new session; makes the login when the address may have one. */
export async function signInByCode(
  env: AuthEnv,
  deps: AuthDeps,
  request: Request,
  address: string,
  code: string,
): Promise<{ cookie: string } | { refusal: SignInRefusal }> {
  try {
    const body = { email: address, otp: code };
    const auth = createAuth(env, deps, { browser: askingBrowser(request, env), device: deviceOf(request) });
    const { headers } = await auth.api.signInEmailOTP({ body, returnHeaders: true });
    const cookie = headers.getSetCookie().find((line) => line.startsWith(`${sessionCookieName(env.ORIGIN)}=`));
    if (cookie === undefined) throw new Error("signed in without a session cookie");
    return { cookie };
  } catch (error) {
    const reason = isAPIError(error) ? refusals[error.body?.code ?? ""] : undefined;
    if (reason === undefined) throw error;
    return { refusal: { reason } };
  }
}

/**
 * Made per request: the library keeps a promise of its set-up, which must not be shared between requests. A code is
 * found only for the `browser` that asked for it; `device` is kept with a session that is made.
 */
export function createAuth(env: AuthEnv, deps: AuthDeps, { browser = "", device = "" } = {}) {
  const hash = (text: string) => keyedHash(`one-time code ${text}`, env.AUTH_SECRET);
  return betterAuth({
    baseURL: env.ORIGIN,
    basePath: "/api/auth",
    secret: env.AUTH_SECRET,
    database: drizzleAdapter(openAuthTables(env.DB), { provider: "sqlite", schema: authModels }),
    session: { expiresIn: sessionLifetimeMs / 1000, disableSessionRefresh: true, fields: { userId: "loginId" } },
    account: { fields: { userId: "loginId" } },
    verification: { storeIdentifier: { hash: (text) => hash(`${browser} ${text}`) }, disableCleanup: true },
    databaseHooks: {
      user: {
        create: {
          // The only way to a new login, and reached only once the code has proven the address.
          before: async ({ email }) => {
            if (!(await deps.mayHaveLogin(email))) throw new APIError("FORBIDDEN", { code: "ADDRESS_UNKNOWN" });
          },
        },
      },
      session: { create: { before: async () => ({ data: { ipAddress: null, userAgent: device } }) } },
    },
    plugins: [
      emailOTP({
        otpLength: 6,
        expiresIn: codeLifetimeMs / 1000,
        allowedAttempts: triesPerCode,
        storeOTP: { hash },
        sendVerificationOTP: () => Promise.reject(new Error("codes are mailed by sendCode")),
      }),
    ],
    advanced: {
      // Off, or the library would put its own prefix before `__Host-`.
      useSecureCookies: false,
      cookies: {
        session_token: { name: sessionCookieName(env.ORIGIN), attributes: { secure: isSecureOrigin(env.ORIGIN) } },
      },
      database: { validateSchema: false },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
}
