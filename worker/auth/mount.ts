import type { AuthCall, AuthDeps, AuthEnv, AuthRoute } from "./auth-call.ts";
import { refuse } from "./auth-call.ts";
import { isSameOrigin } from "./same-origin.ts";
import { endSessionRoute, listSessionsRoute, signOutEverywhereRoute, signOutRoute } from "./session-routes.ts";

type CodeRoutes = typeof import("./code-routes.ts");
type PasskeyRoutes = typeof import("./passkey-routes.ts");

/** All there is under /api/auth. The library's other routes prove addresses and revoke nothing, so nothing leads there. */
const routes = new Map<string, AuthRoute>([
  ["/api/auth/email-otp/send-verification-otp", codes("sendCodeRoute")],
  ["/api/auth/sign-in/email-otp", codes("enterCodeRoute")],
  ["/api/auth/sign-out", signOutRoute],
  ["/api/auth/sign-out-everywhere", signOutEverywhereRoute],
  ["/api/auth/sessions/list", listSessionsRoute],
  ["/api/auth/sessions/end", endSessionRoute],
  ["/api/auth/passkeys/sign-in-options", passkeys("signInOptionsRoute")],
  ["/api/auth/passkeys/sign-in", passkeys("signInRoute")],
  ["/api/auth/passkeys/add-options", passkeys("addOptionsRoute")],
  ["/api/auth/passkeys/add", passkeys("addRoute")],
  ["/api/auth/passkeys/list", passkeys("listRoute")],
  ["/api/auth/passkeys/rename", passkeys("renameRoute")],
  ["/api/auth/passkeys/remove", passkeys("removeRoute")],
]);

export async function handleAuth(
  request: Request,
  env: AuthEnv,
  deps: AuthDeps,
  loadLibrary: AuthCall["loadLibrary"] = () => import("./auth.ts"),
): Promise<Response> {
  const route = request.method === "POST" ? routes.get(new URL(request.url).pathname) : undefined;
  if (route === undefined) return new Response("Not Found", { status: 404 });
  if (!isSameOrigin(request, env.ORIGIN)) return refuse("notAllowed");
  return route({ request, env, deps, now: Date.now(), loadLibrary });
}

// Like the library, loaded only by who signs in.
function codes(name: keyof CodeRoutes): AuthRoute {
  return async (call) => (await import("./code-routes.ts"))[name](call);
}

function passkeys(name: keyof PasskeyRoutes): AuthRoute {
  return async (call) => (await import("./passkey-routes.ts"))[name](call);
}
