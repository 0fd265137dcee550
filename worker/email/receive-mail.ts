import { checkConfiguration } from "../configuration.ts";
import { findMailsOut, noteReport } from "../db/mail-reports.ts";
import type { Env } from "../env.ts";
import { tellAll } from "../invitation/tell-all.ts";
import { logInfo } from "../log.ts";
import { isSealOf, readBounceAddress } from "./bounce-address.ts";
import { readDeliveryReport } from "./delivery-report.ts";

/** Reports quote at most the mail they are about. */
const maxReportBytes = 1024 * 1024;

export type IncomingMail = Pick<ForwardableEmailMessage, "to" | "raw" | "rawSize" | "setReject">;

/**
 * Takes in what mail servers send to BOUNCE_ADDRESS. Believes only who got the mail, by the seal in the address.
 * Whatever it throws makes the mail server try again.
 */
export async function receiveMail(message: IncomingMail, env: Env, clock: () => number): Promise<void> {
  const problem = checkConfiguration(env);
  if (problem !== null) throw new Error(problem);
  const named = readBounceAddress(env, message.to);
  if (named === null) return message.setReject("No such address");
  if (message.rawSize > maxReportBytes) return message.setReject("Too long for a delivery report");
  const { invitationId, seal } = named;
  for (const mail of await findMailsOut(env.DB, invitationId)) {
    if (!(await isSealOf(env, seal, invitationId, mail.sendId))) continue;
    const report = await readDeliveryReport(message.raw);
    if (report === null) return;
    const now = clock();
    const isNoted = await noteReport(env.DB, mail, report, now);
    logInfo("mail reported", { sendId: mail.sendId, report: report.kind, noted: String(isNoted) });
    if (isNoted) await tellAll(env, mail.accountId, now);
    return;
  }
}
