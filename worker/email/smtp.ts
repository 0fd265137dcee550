import { connect as connectPlain, type Socket } from "node:net";
import { connect as connectSecurely } from "node:tls";
import { createTransport } from "nodemailer";
import type { AttemptOutcome } from "../../shared/delivery.ts";
import { logInfo } from "../log.ts";
import type { MailPort } from "./port.ts";
import { domainOf, parseSender } from "./sender.ts";
import { smtpMessage } from "./smtp-message.ts";
import { outcomeOfReply, replyOf } from "./smtp-reply.ts";
import { parseSmtpUrl, type SmtpServer } from "./smtp-url.ts";

/** Hands mails to an SMTP server, each over a connection of its own. Loaded only where SMTP_URL is set. */
export function smtpPort(url: string, from: string): MailPort {
  const server = parseSmtpUrl(url);
  const sender = parseSender(from);
  if (server === null || sender === null) throw new Error("SMTP_URL or MAIL_FROM cannot be read");
  return {
    async send(mail, sendId, signal) {
      try {
        const message = smtpMessage(mail, sender, sendId);
        // Whoever has stopped waiting will try again: what is still under way must not arrive beside that.
        await transportTo(server, domainOf(sender)).sendMail({ ...message, ...(signal ? { signal } : {}) });
        logInfo("mail sent", { sendId });
        return { kind: "sent" };
      } catch (error) {
        return outcomeOf(error, sendId);
      }
    },
  };
}

function transportTo(server: SmtpServer, name: string) {
  const { host, port, isSecureFromStart, isTlsRequired, credentials } = server;
  return createTransport({
    host,
    port,
    name,
    secure: isSecureFromStart,
    requireTLS: isTlsRequired,
    ...(credentials ? { auth: credentials } : {}),
    // The library would ask its own resolver, which knows no names of this network.
    getSocket(_, done) {
      const socket: Socket = isSecureFromStart
        ? connectSecurely({ host, port, servername: host })
        : connectPlain({ host, port });
      const fail = (error: Error) => done(error);
      socket.once("error", fail);
      socket.once(isSecureFromStart ? "secureConnect" : "connect", () => {
        socket.off("error", fail);
        done(null, { connection: socket, secured: isSecureFromStart });
      });
    },
  });
}

function outcomeOf(error: unknown, sendId: string): AttemptOutcome {
  const reply = replyOf(error);
  if (reply === null) {
    // Refused, hung up, too slow, or no trust in its certificate. After the last dot the mail may have been taken.
    logInfo("mail not handed over", { sendId, code: codeOf(error) });
    return { kind: "temporary", error: "temporary" };
  }
  const { command, code, status } = reply;
  logInfo("mail refused", { sendId, command, code, status: status ?? "none" });
  return outcomeOfReply(reply);
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return typeof code === "string" && /^[A-Z_]{1,30}$/.test(code) ? code : "unknown";
}
