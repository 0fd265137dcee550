import type { BetterAuthOptions } from "better-auth";
import { organization } from "better-auth/plugins/organization";

export const peerOrigin = "http://127.0.0.1";
export const peerSecret = "bench-only-secret-bench-only-secret-0123456789";

/**
 * For the Worker and for the step that makes its tables. `tuned` turns on what better-auth documents for speed: session
 * cookie cache, joins in SQL, no check of the schema at start.
 */
export function peerOptions(database: NonNullable<BetterAuthOptions["database"]>, tuned: boolean) {
  return {
    database,
    secret: peerSecret,
    baseURL: peerOrigin,
    emailAndPassword: { enabled: true },
    rateLimit: { enabled: false },
    session: { cookieCache: { enabled: tuned, maxAge: 3600 } },
    advanced: { database: { joins: tuned, validateSchema: !tuned } },
    plugins: [
      organization({
        // The defaults (100 members, 100 open invitations) would refuse the load.
        membershipLimit: 1_000_000_000,
        invitationLimit: 1_000_000_000,
        sendInvitationEmail: async () => {},
      }),
    ],
  } satisfies BetterAuthOptions;
}
