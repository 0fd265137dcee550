import type { Env as UsherEnv } from "../env.ts";

type UsherModule = { mainModule: typeof import("../index.ts") };

// What `env` and `exports` of "cloudflare:workers" are in tests. Interfaces, because only these merge.
declare global {
  namespace Cloudflare {
    interface Env extends UsherEnv {
      /** Five calls a minute, see vitest.config.ts. */
      TIGHT: RateLimit;
    }
    interface GlobalProps extends UsherModule {}
  }
}
