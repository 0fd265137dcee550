import PostalMime, { type RawEmail } from "postal-mime";
import type { MailReport } from "../db/mail-reports.ts";

const reportTypes = new Set(["message/delivery-status", "message/global-delivery-status"]);

/** What a mail server reports in a mail (RFC 3464). Null for any other mail, and for what is not final. */
export async function readDeliveryReport(raw: RawEmail): Promise<MailReport | null> {
  const { attachments } = await PostalMime.parse(raw, { attachmentEncoding: "utf8" });
  const report = attachments.find(({ mimeType }) => reportTypes.has(mimeType));
  if (typeof report?.content !== "string") return null;
  // The first block is about the report, each other about a recipient; forwarding may have made several of one.
  const [, ...recipients] = report.content.trim().split(/\r?\n[ \t]*(?:\r?\n)+/);
  const actions = recipients.map((block) => /^action:\s*([a-z]+)/im.exec(block)?.[1]?.toLowerCase());
  if (actions.includes("failed")) return { kind: "failed", error: "bounced" };
  return actions.includes("delivered") ? { kind: "delivered" } : null;
}
