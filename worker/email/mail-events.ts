import * as v from "valibot";
import { findMailNamed, type MailReport, noteReport } from "../db/mail-reports.ts";
import type { Env } from "../env.ts";
import { tellAll } from "../invitation/tell-all.ts";
import { logError, logInfo } from "../log.ts";

/** A mail can be reported on before its name has been noted; after a minute it is one that nobody asks about. */
const noteTimeMs = 60_000;
const retrySeconds = 20;

const eventSchema = v.object({
  type: v.string(),
  payload: v.object({
    messageId: v.string(),
    rejection: v.optional(v.object({ reason: v.optional(v.string()) })),
  }),
  metadata: v.object({ eventTimestamp: v.pipe(v.string(), v.isoTimestamp()) }),
});
type MailEvent = v.InferOutput<typeof eventSchema>;

/** What Cloudflare Email Service publishes about mails that it has taken. Never throws. */
export async function consumeMailEvents(batch: MessageBatch<unknown>, env: Env, clock: () => number): Promise<void> {
  for (const message of batch.messages) {
    try {
      const event = v.safeParse(eventSchema, message.body);
      if (!event.success || (await isTakenIn(event.output, env, clock()))) message.ack();
      else message.retry({ delaySeconds: retrySeconds });
    } catch (error) {
      logError("mail event not noted", error);
      message.retry({ delaySeconds: retrySeconds });
    }
  }
}

/** False when its mail may be known in a moment. */
async function isTakenIn(event: MailEvent, env: Env, now: number): Promise<boolean> {
  const report = reportOf(event);
  if (report === null) return true;
  const mail = await findMailNamed(env.DB, event.payload.messageId);
  if (mail === null) return now - Date.parse(event.metadata.eventTimestamp) > noteTimeMs;
  const isNoted = await noteReport(env.DB, mail, report, now);
  logInfo("mail reported", { sendId: mail.sendId, report: report.kind, noted: String(isNoted) });
  if (isNoted) await tellAll(env, mail.accountId, now);
  return true;
}

/** Null for what is not final, and for what says nothing of how a mail went. */
function reportOf({ type, payload }: MailEvent): MailReport | null {
  switch (type) {
    case "cf.email.sending.message.delivered":
      return { kind: "delivered" };
    case "cf.email.sending.message.bounced":
      return { kind: "failed", error: "bounced" };
    case "cf.email.sending.message.rejected":
      return { kind: "failed", error: payload.rejection?.reason === "suppressed" ? "suppressed" : "temporary" };
    case "cf.email.sending.message.failed":
      return { kind: "failed", error: "temporary" };
    default:
      return null;
  }
}
