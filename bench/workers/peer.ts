import { env } from "cloudflare:workers";
import { betterAuth } from "better-auth";
import { peerOptions } from "./peer-options.ts";

const { DB, TUNED } = env as { DB: D1Database; TUNED: boolean };
const auth = betterAuth(peerOptions(DB, TUNED));

export default { fetch: (request: Request) => auth.handler(request) };
