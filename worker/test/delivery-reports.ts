/** Delivery reports as mail servers write them (RFC 3464). */

export type ReportFields = { action: string; status: string };

/** In the manner of Postfix: fields folded, the mail itself behind. */
export function postfixReport(to: string, { action, status }: ReportFields): string {
  return lines(
    "Date: Mon,  2 Nov 2026 10:00:00 +0000 (UTC)",
    "From: MAILER-DAEMON@mx.example.net (Mail Delivery System)",
    "Subject: Undelivered Mail Returned to Sender",
    "Auto-Submitted: auto-replied",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="4FA21.1762077600/mx.example.net"',
    "",
    "This is a MIME-encapsulated message.",
    "",
    "--4FA21.1762077600/mx.example.net",
    "Content-Description: Notification",
    "Content-Type: text/plain; charset=us-ascii",
    "",
    `Action: none of this counts. <${to}> could not be found.`,
    "",
    "--4FA21.1762077600/mx.example.net",
    "Content-Description: Delivery report",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mx.example.net",
    "X-Postfix-Queue-ID: 4FA21",
    "Arrival-Date: Mon,  2 Nov 2026 09:59:58 +0000 (UTC)",
    "",
    `Final-Recipient: rfc822; ${to}`,
    `Original-Recipient: rfc822;${to}`,
    `Action: ${action}`,
    `Status: ${status}`,
    "Remote-MTA: dns; mail.example.org",
    "Diagnostic-Code: smtp; 550 5.1.1 The email account that you tried to reach does",
    "    not exist.",
    "",
    "--4FA21.1762077600/mx.example.net",
    "Content-Description: Undelivered Message",
    "Content-Type: message/rfc822",
    "",
    `To: ${to}`,
    "Subject: You are invited",
    "",
    "Action: failed",
    "",
    "--4FA21.1762077600/mx.example.net--",
    "",
  );
}

/** For addresses beyond ASCII (RFC 6533), in base64, without the mail, field names in lower case. */
export function internationalReport(to: string, { action, status }: ReportFields): string {
  const report = lines(
    "reporting-mta: dns; mx.example.net",
    "",
    `final-recipient: utf-8; ${to}`,
    `action:   ${action.toUpperCase()}`,
    `status: ${status}`,
    "",
  );
  return lines(
    "From: <postmaster@mx.example.net>",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=global-delivery-status; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "Sorry.",
    "--b",
    "Content-Type: message/global-delivery-status",
    "Content-Transfer-Encoding: base64",
    "",
    btoa(report),
    "--b--",
    "",
  );
}

export function outOfOffice(to: string): string {
  return lines(
    `From: ${to}`,
    "Subject: Out of office",
    "Auto-Submitted: auto-replied",
    "Content-Type: text/plain",
    "",
    "I am back on Monday.",
    "Action: failed",
    "",
  );
}

function lines(...all: string[]): string {
  return all.join("\r\n");
}
