import type { SendMailOptions } from "nodemailer";
import type { Mail } from "./port.ts";
import { domainOf, type Sender } from "./sender.ts";

/** A mail as the library writes it: addresses go in as such, so that nothing in them is read as another. */
export function smtpMessage(
  { to, subject, text, html, returnPath }: Mail,
  sender: Sender,
  sendId: string,
): SendMailOptions {
  const recipient = { name: "", address: to };
  return {
    envelope: { from: { name: "", address: returnPath ?? sender.email }, to: recipient },
    from: { name: sender.name, address: sender.email },
    to: recipient,
    subject,
    text,
    html,
    // The same for each attempt, so that a repeated mail can be recognised.
    messageId: `<${sendId}@${domainOf(sender)}>`,
    // Answering machines leave automatic mail alone.
    headers: { "Auto-Submitted": "auto-generated" },
  };
}
