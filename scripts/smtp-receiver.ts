import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { text } from "node:stream/consumers";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from "smtp-server";

export type ReceivedMail = { to: string; returnPath: string; isSecure: boolean; user: string | undefined; mail: Email };

/** What a server does with the first mail to an address, told by how that address begins; later ones it takes. */
const firstAnswers = {
  slow: "three seconds after the mail",
  busy: "450 4.2.1 to the address",
  full: "552 5.2.2 to the address",
  unknown: "550 5.1.1 to the address",
  quota: "452 to the address",
  spam: "550 5.7.1 to the mail",
  refused: "554 5.1.1 to the mail",
  silent: "nothing to the address",
  hangup: "hangs up at the address",
  lost: "takes the mail and hangs up",
  held: "takes the mail and says nothing",
} as const;
export type Behaviour = keyof typeof firstAnswers;

/** A real SMTP server that keeps what it takes, and misbehaves as the recipient's address says: `unknown.ann@…`. */
export async function startSmtpReceiver(options: SMTPServerOptions = {}) {
  const received: ReceivedMail[] = [];
  const met = new Set<string>();
  const sockets = new Map<number | undefined, Socket>();
  const logins: string[] = [];

  function firstAnswerTo(address: string, stage: "address" | "mail"): Behaviour | null {
    const behaviour = address.split(/[.@]/)[0] ?? "";
    const isMet = met.has(`${stage} ${address}`);
    met.add(`${stage} ${address}`);
    return !isMet && Object.hasOwn(firstAnswers, behaviour) ? (behaviour as Behaviour) : null;
  }

  function hangUp({ remotePort }: SMTPServerSession): void {
    sockets.get(remotePort)?.destroy();
  }

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onAuth({ username = "", password = "" }, _session, done) {
      logins.push(username);
      if (username === "usher" && password === "pass:word/ä") done(null, { user: username });
      else done(Object.assign(new Error("Wrong"), { responseCode: 535 }));
    },
    onRcptTo({ address }, session, done) {
      switch (firstAnswerTo(address, "address")) {
        case "busy":
          return done(refusal(450, "4.2.1 Try later"));
        case "full":
          return done(refusal(552, "5.2.2 Mailbox full"));
        case "unknown":
          return done(refusal(550, "5.1.1 No such user"));
        case "quota":
          return done(refusal(452, "Too many mails"));
        case "silent":
          return;
        case "hangup":
          return hangUp(session);
        default:
          return done();
      }
    },
    async onData(stream, session, done) {
      const raw = await text(stream);
      const to = session.envelope.rcptTo[0]?.address ?? "";
      const behaviour = firstAnswerTo(to, "mail");
      if (behaviour === "spam") return done(refusal(550, "5.7.1 Looks like spam"));
      if (behaviour === "refused") return done(refusal(554, "5.1.1 No such user after all"));
      const { mailFrom } = session.envelope;
      const returnPath = mailFrom === false ? "" : mailFrom.address;
      received.push({
        to,
        returnPath,
        isSecure: session.secure,
        user: session.user,
        mail: await PostalMime.parse(raw),
      });
      if (behaviour === "lost") return hangUp(session);
      if (behaviour === "held") return;
      if (behaviour === "slow") return void setTimeout(done, 3_000);
      done();
    },
    ...options,
  });
  // Whoever tests what a client does when it is let down has sockets that end in errors.
  server.on("error", () => {});
  server.server.on("connection", (socket) => {
    const { remotePort } = socket;
    sockets.set(remotePort, socket);
    socket.once("close", () => sockets.delete(remotePort));
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    received,
    /** Who has tried to sign in. */
    logins,
    connections: () => sockets.size,
    to: (address: string) => received.filter(({ to }) => to === address),
    stop() {
      for (const socket of sockets.values()) socket.destroy();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
