import type { Env as UsherEnv } from "../env.ts";

type UsherModule = { mainModule: typeof import("../index.ts") };

// What `env` and `exports` of "cloudflare:workers" are in tests. Interfaces, because only these merge.
declare global {
  namespace Cloudflare {
    interface Env extends UsherEnv {
      /** Five calls a minute, see vitest.config.ts. */
      TIGHT: RateLimit;
      /** Of `npm run bench:growth`. */
      GROWTH_USERS: string;
      GROWTH_ACCOUNTS: string;
      /** Empty unless `npm run test:model` says otherwise. */
      MODEL_SEQUENCES: string;
      MODEL_SEED: string;
    }
    interface GlobalProps extends UsherModule {}
  }
}
