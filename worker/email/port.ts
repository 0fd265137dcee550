import type { AttemptOutcome } from "../../shared/delivery.ts";
import { deliveryTimeoutMs } from "../../shared/limits.ts";
import type { Env } from "../env.ts";
import { logError, logInfo } from "../log.ts";
import { mailboxPort } from "./mailbox.ts";
import { sendEmailPort } from "./send-email.ts";

export type Mail = {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Where it goes when it comes back, if the provider asks; else to the sender. */
  returnPath?: string;
};

/**
 * One attempt to hand a mail over. Never throws; `sendId` names the mail in logs, in the local mailbox and in its
 * Message-ID. Once `signal` says so nobody waits any more.
 */
export type MailPort = { send(mail: Mail, sendId: string, signal?: AbortSignal): Promise<AttemptOutcome> };

const triedInVain: AttemptOutcome = { kind: "temporary", error: "temporary" };

/** SMTP where SMTP_URL is set, else the provider; in local mode the mailbox, which has a copy of all that leaves by SMTP. */
export function mailPortOf(env: Pick<Env, "MAILBOX" | "EMAIL" | "MAIL_FROM" | "SMTP_URL">): MailPort {
  const smtp = env.SMTP_URL ? lazySmtpPort(env.SMTP_URL, env.MAIL_FROM) : null;
  if (env.MAILBOX !== undefined)
    return bounded(smtp ? copying(mailboxPort(env.MAILBOX), smtp) : mailboxPort(env.MAILBOX));
  if (smtp !== null) return bounded(smtp);
  if (env.EMAIL !== undefined) return bounded(sendEmailPort(env.EMAIL, env.MAIL_FROM));
  throw new Error("Neither EMAIL nor MAILBOX is bound, so no mail can be sent.");
}

/** Nobody who sends otherwise loads it. */
function lazySmtpPort(url: string, from: string): MailPort {
  return {
    async send(mail, sendId, signal) {
      const { smtpPort } = await import("./smtp.ts");
      return smtpPort(url, from).send(mail, sendId, signal);
    },
  };
}

/** Whoever tries Usher finds every code and link in the mailbox, also those that no server takes. */
function copying(mailbox: MailPort, provider: MailPort): MailPort {
  return {
    async send(mail, sendId, signal) {
      const kept = await mailbox.send(mail, sendId);
      return kept.kind === "sent" ? provider.send(mail, sendId, signal) : kept;
    },
  };
}

/** Makes what an adapter promises true whatever it does: an answer in time, and no exception. */
export function bounded(adapter: MailPort, timeoutMs: number = deliveryTimeoutMs): MailPort {
  return {
    async send(mail, sendId) {
      let timer: number | null = null;
      const patience = new AbortController();
      const timeout = new Promise<AttemptOutcome>((resolve) => {
        timer = setTimeout(() => {
          logInfo("mail timed out", { sendId, timeoutMs });
          resolve(triedInVain);
          patience.abort();
        }, timeoutMs);
      });
      try {
        return await Promise.race([adapter.send(mail, sendId, patience.signal), timeout]);
      } catch (error) {
        logError("mail adapter threw", error, { sendId });
        return triedInVain;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
