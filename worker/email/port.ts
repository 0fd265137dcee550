import type { AttemptOutcome } from "../../shared/delivery.ts";
import { deliveryTimeoutMs } from "../../shared/limits.ts";
import type { Env } from "../env.ts";
import { logError, logInfo } from "../log.ts";
import { mailboxPort } from "./mailbox.ts";
import { sendEmailPort } from "./send-email.ts";

export type Mail = { to: string; subject: string; text: string; html: string };

/** One attempt to hand a mail over. Never throws; `sendId` names the attempt in logs and in the local mailbox. */
export type MailPort = { send(mail: Mail, sendId: string): Promise<AttemptOutcome> };

const triedInVain: AttemptOutcome = { kind: "temporary", error: "temporary" };

/** The local mailbox where there is one, else the provider. */
export function mailPortOf(env: Pick<Env, "MAILBOX" | "EMAIL" | "MAIL_FROM">): MailPort {
  if (env.MAILBOX !== undefined) return bounded(mailboxPort(env.MAILBOX));
  if (env.EMAIL !== undefined) return bounded(sendEmailPort(env.EMAIL, env.MAIL_FROM));
  throw new Error("Neither EMAIL nor MAILBOX is bound, so no mail can be sent.");
}

/** Makes what an adapter promises true whatever it does: an answer in time, and no exception. */
export function bounded(adapter: MailPort, timeoutMs: number = deliveryTimeoutMs): MailPort {
  return {
    async send(mail, sendId) {
      let timer: number | null = null;
      const timeout = new Promise<AttemptOutcome>((resolve) => {
        timer = setTimeout(() => {
          logInfo("mail timed out", { sendId, timeoutMs });
          resolve(triedInVain);
        }, timeoutMs);
      });
      try {
        return await Promise.race([adapter.send(mail, sendId), timeout]);
      } catch (error) {
        logError("mail adapter threw", error, { sendId });
        return triedInVain;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
