import type { AttemptOutcome } from "../../shared/delivery.ts";
import { logInfo } from "../log.ts";
import type { MailPort } from "./port.ts";
import { parseSender } from "./sender.ts";

/**
 * The codes that Cloudflare Email Service documents, as far as they decide something. Every other one (the sender's
 * domain not set up yet, an internal error, a code to come) is tried again, which leaves the operator time to mend it.
 */
const outcomes = new Map<string, AttemptOutcome>([
  ["E_RECIPIENT_SUPPRESSED", { kind: "permanent", error: "suppressed" }],
  ["E_RECIPIENT_NOT_ALLOWED", { kind: "permanent", error: "addressRefused" }],
  // All but the recipient is our own: checkConfiguration has seen to the sender.
  ["E_VALIDATION_ERROR", { kind: "permanent", error: "addressRefused" }],
  // The service retries soft bounces itself: what it calls failed is a hard bounce.
  ["E_DELIVERY_FAILED", { kind: "permanent", error: "addressRefused" }],
  ["E_RATE_LIMIT_EXCEEDED", { kind: "temporary", error: "quota" }],
  ["E_DAILY_LIMIT_EXCEEDED", { kind: "temporary", error: "quota" }],
]);

/** Sends through the `send_email` binding. `from` is `Name <address>` or an address. */
export function sendEmailPort(binding: SendEmail, from: string): MailPort {
  const sender = parseSender(from) ?? { name: "", email: from };
  return {
    async send({ to, subject, text, html }, sendId) {
      try {
        // Answering machines leave automatic mail alone.
        const headers = { "Auto-Submitted": "auto-generated" };
        const { messageId } = await binding.send({
          from: sender.name === "" ? sender.email : sender,
          to,
          subject,
          text,
          html,
          headers,
        });
        logInfo("mail sent", { sendId });
        return { kind: "sent", messageId };
      } catch (error) {
        const code = errorCode(error);
        logInfo("mail refused", { sendId, code });
        return outcomes.get(code) ?? { kind: "temporary", error: "temporary" };
      }
    },
  };
}

function errorCode(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^[A-Z_]{1,60}$/.test(code) ? code : "unknown";
}
