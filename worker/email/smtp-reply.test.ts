import { describe, expect, it } from "vitest";
import type { AttemptOutcome } from "../../shared/delivery.ts";
import { outcomeOfReply, replyOf } from "./smtp-reply.ts";

const refused: AttemptOutcome = { kind: "permanent", error: "addressRefused" };
const quota: AttemptOutcome = { kind: "temporary", error: "quota" };
const tryAgain: AttemptOutcome = { kind: "temporary", error: "temporary" };

function outcome(command: string, response: string): AttemptOutcome {
  const reply = replyOf(Object.assign(new Error("no"), { command, response }));
  if (reply === null) throw new Error("Not understood as a reply");
  return outcomeOfReply(reply);
}

describe("what an SMTP server answers", () => {
  it.each<[string, string, AttemptOutcome]>([
    // About the address, for good.
    ["RCPT TO", "550 5.1.1 No such user", refused],
    ["RCPT TO", "550-5.1.1 The account does not exist.\n550 5.1.1 Try another", refused],
    ["RCPT TO", "550 5.1.0 Address rejected", refused],
    ["RCPT TO", "550 5.1.2 Bad destination system", refused],
    ["RCPT TO", "553 5.1.3 Invalid address", refused],
    ["RCPT TO", "550 5.1.4 Ambiguous", refused],
    ["RCPT TO", "551 5.1.6 Moved, left no address", refused],
    ["RCPT TO", "556 5.1.10 Takes no mail", refused],
    ["RCPT TO", "550 5.2.1 Mailbox disabled", refused],
    ["RCPT TO", "550 5.4.1 Recipient address rejected: access denied", refused],
    ["RCPT TO", "550 5.4.4 Domain not found", refused],
    ["DATA", "550 5.1.1 No such user", refused],
    ["RCPT TO", "550 No such user", refused],
    ["DATA", "550 No such user", refused],
    ["RCPT TO", "551 Not local", refused],
    ["RCPT TO", "553 Not allowed", refused],
    ["RCPT TO", "556 Takes no mail", refused],
    // Said for good, and yet about us, about the mail, or about now.
    ["RCPT TO", "550 5.7.1 Relaying denied", tryAgain],
    ["DATA", "550 5.7.1 Looks like spam", tryAgain],
    ["DATA", "554 5.7.26 Not authenticated", tryAgain],
    ["DATA", "554 Message rejected: the sender is not verified", tryAgain],
    ["DATA", "552 5.3.4 Too big", tryAgain],
    ["RCPT TO", "552 5.2.2 Mailbox full", tryAgain],
    ["RCPT TO", "552 Mailbox full", tryAgain],
    ["RCPT TO", "550 5.1.8 Bad sender", tryAgain],
    ["RCPT TO", "501 5.5.4 Invalid arguments", tryAgain],
    ["RCPT TO", "503 Bad sequence", tryAgain],
    ["MAIL FROM", "550 5.1.0 Sender rejected", tryAgain],
    ["MAIL FROM", "550 Sender rejected", tryAgain],
    ["MAIL FROM", "530 5.7.0 Authentication required", tryAgain],
    ["AUTH PLAIN", "535 5.7.8 Bad credentials", tryAgain],
    ["AUTH PLAIN", "454 4.7.0 Cannot authenticate now", tryAgain],
    ["STARTTLS", "454 TLS not available", tryAgain],
    ["CONN", "554 No SMTP service here", tryAgain],
    ["CONN", "421 4.3.2 Shutting down", tryAgain],
    // For now.
    ["RCPT TO", "450 4.2.1 Mailbox busy", tryAgain],
    ["RCPT TO", "450 Mailbox busy", tryAgain],
    ["RCPT TO", "451 Local error", tryAgain],
    ["RCPT TO", "452 4.2.2 Mailbox full", tryAgain],
    ["DATA", "451 4.3.0 Local error", tryAgain],
    ["MAIL FROM", "421 4.3.2 Shutting down", tryAgain],
    // Too much.
    ["MAIL FROM", "421 Too many mails", quota],
    ["RCPT TO", "452 Too many mails", quota],
    ["DATA", "454 Throttling failure: daily message quota exceeded", quota],
    ["DATA", "421 4.7.0 Slow down", quota],
    ["RCPT TO", "450 4.7.28 Flood of mail", quota],
    ["DATA", "550 5.4.5 Daily sending quota exceeded", quota],
    ["DATA", "550 5.7.28 Flood of mail", quota],
  ])("to %s: %s", (command, response, expected) => {
    expect(outcome(command, response)).toEqual(expected);
  });

  it.each([
    new Error("Connection closed unexpectedly"),
    Object.assign(new Error("Timeout"), { code: "ETIMEDOUT", command: "CONN" }),
    Object.assign(new Error("Strange"), { command: "RCPT TO", response: "HTTP/1.1 400 Bad Request" }),
    "550 5.1.1 No such user",
    null,
  ])("is no reply: %s", (error) => {
    expect(replyOf(error)).toBeNull();
  });
});
