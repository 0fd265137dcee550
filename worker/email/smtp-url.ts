import { isHostOfOwnMachine } from "../own-machine.ts";

/** An SMTP server as SMTP_URL names it. */
export type SmtpServer = {
  host: string;
  port: number;
  /** TLS from the first byte; without it by STARTTLS, before anything else is said. */
  isSecureFromStart: boolean;
  /** Links and passwords travel encrypted or not at all. Nobody listens between a machine and itself. */
  isTlsRequired: boolean;
  credentials: { user: string; pass: string } | null;
};

const ports = { "smtp:": 587, "smtps:": 465 } as const;

/** Null for what is no `smtps://user:password@host:465` or `smtp://user:password@host:587`. */
export function parseSmtpUrl(text: string): SmtpServer | null {
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(text);
  if (protocol !== "smtp:" && protocol !== "smtps:") return null;
  const isBare = (pathname === "" || pathname === "/") && search === "" && hash === "";
  if (hostname === "" || !isBare || (username === "") !== (password === "")) return null;
  const [user, pass] = [decoded(username), decoded(password)];
  if (user === null || pass === null) return null;
  return {
    host: hostname.replace(/^\[(.*)\]$/, "$1"),
    port: port === "" ? ports[protocol] : Number(port),
    isSecureFromStart: protocol === "smtps:",
    isTlsRequired: protocol === "smtps:" || !isHostOfOwnMachine(hostname),
    credentials: user === "" ? null : { user, pass },
  };
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
