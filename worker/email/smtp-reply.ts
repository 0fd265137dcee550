import type { AttemptOutcome } from "../../shared/delivery.ts";

/** What an SMTP server answered, and to which command of ours. */
export type SmtpReply = {
  command: string;
  /** Three digits, such as 550. */
  code: number;
  /** The enhanced status code without its class (RFC 3463), such as 1.1 of 5.1.1; null from a server that sends none. */
  status: string | null;
};

const refused: AttemptOutcome = { kind: "permanent", error: "addressRefused" };
const quota: AttemptOutcome = { kind: "temporary", error: "quota" };
const tryAgain: AttemptOutcome = { kind: "temporary", error: "temporary" };

/**
 * What is said for good about the address. All else that is said for good (a sender that is not verified, a policy, a
 * full mailbox, a mail too long) can be mended by the operator or by time, and is tried again meanwhile.
 */
const refusedStatuses = new Set([
  ...["1.0", "1.1", "1.2", "1.3", "1.4", "1.6"], // no such mailbox or domain
  "1.10", // the domain takes no mail
  "2.1", // the mailbox is disabled
  ...["4.1", "4.4"], // nobody there to hand it on to: unknown recipients and domains, as large providers say it
]);
/** Of servers without enhanced codes: mailbox unavailable, not local, not allowed; the domain takes no mail (RFC 7504). */
const refusedCodes = new Set([550, 551, 553, 556]);

/** Too much mail, in whichever class it comes: a daily quota is often said for good. */
const quotaStatuses = new Set(["4.5", "7.28"]);
const quotaCodes = new Set([421, 452, 454]);

/** Only these are about a mail: what is answered to a greeting or to a password is about us. */
const addressCommands = new Set(["RCPT TO", "DATA"]);
const mailCommands = new Set(["MAIL FROM", ...addressCommands]);

/** Tells what is final from what is tried again, and names the reason. The one place that knows the codes. */
export function outcomeOfReply({ command, code, status }: SmtpReply): AttemptOutcome {
  const isFinal = code >= 500;
  if (status === null) {
    if (quotaCodes.has(code) && mailCommands.has(command)) return quota;
    return refusedCodes.has(code) && addressCommands.has(command) ? refused : tryAgain;
  }
  if (quotaStatuses.has(status)) return quota;
  // Policy and security: said for now, it is about how much comes from us.
  if (!isFinal && status.startsWith("7.") && mailCommands.has(command)) return quota;
  return isFinal && refusedStatuses.has(status) && addressCommands.has(command) ? refused : tryAgain;
}

/** The reply in an error of the mail library; null where the server said nothing (refused, hung up, too slow). */
export function replyOf(error: unknown): SmtpReply | null {
  if (!(error instanceof Error && "command" in error && "response" in error)) return null;
  const { command, response } = error;
  if (typeof command !== "string" || typeof response !== "string") return null;
  const [, code, status = null] = /^(\d{3})[ -](?:[245]\.(\d{1,3}\.\d{1,3})\b)?/.exec(response) ?? [];
  return code === undefined ? null : { command, code: Number(code), status };
}
