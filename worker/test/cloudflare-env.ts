import type { Env as UsherEnv } from "../env.ts";

// What `env` of "cloudflare:workers" is in tests. An interface, because only interfaces merge.
declare global {
  namespace Cloudflare {
    interface Env extends UsherEnv {}
  }
}
