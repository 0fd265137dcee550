import type { Letter } from "./db/webhook-outbox.ts";
import type { Invitation } from "./invitation/invitation.ts";
import type { AccountLive } from "./live/account-live.ts";

/** What the Worker is given: wrangler.toml, secrets, and in local mode scripts/. */
export type Env = {
  DB: D1Database;
  INVITATION: DurableObjectNamespace<Invitation>;
  LIVE: DurableObjectNamespace<AccountLive>;
  ASSETS: Fetcher;
  WEBHOOKS: Queue<Letter>;
  /** Absent in local mode, where MAILBOX takes its place. Not asked where SMTP_URL is set. */
  EMAIL?: SendEmail;
  /** Present only in local mode, which it switches on: mails stay here, and /dev exists. */
  MAILBOX?: D1Database;
  /** Calls per token or session. Absent in local mode. */
  CALLS?: RateLimit;
  /** Forged codes per client. Absent in local mode. */
  FORGERIES?: RateLimit;
  /** Codes asked for and entered per client. Absent in local mode. */
  CODES?: RateLimit;
  ORIGIN: string;
  /** Comma separated, newest first, 32 bytes or more each. */
  LINK_KEYS: string;
  LINK_EPOCH: string;
  AUTH_SECRET: string;
  MAIL_FROM: string;
  /** A secret: `smtps://user:password@host:465` or `smtp://user:password@host:587`. Set, it sends the mails. */
  SMTP_URL?: string;
  /** Where mails sent by SMTP come back to, which Email Routing hands to this Worker. */
  BOUNCE_ADDRESS?: string;
  FIRST_ADMINISTRATOR?: string;
  OPEN_SIGN_UP?: string;
  TERMS_URL?: string;
  SUPPORT?: string;
  INVITATION_LIFETIME_MS?: string;
  /** `on`: lists are read from copies of DB near the reader, which it has to have. */
  READ_REPLICAS?: string;
  /** The most invitation mails that an account may ask for in a day, and while it is young. Without the first, any number. */
  INVITATIONS_PER_DAY?: string;
  INVITATIONS_PER_DAY_YOUNG?: string;
  /** Present only in local mode, where a queue lives as long as its process: what was put into it earlier is lost. */
  QUEUE_STARTED_AT?: string;
};
