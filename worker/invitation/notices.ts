import { type AttemptOutcome, afterAttempt } from "../../shared/delivery.ts";
import { beginNotice, endNotice, findDueNotices, type Notice } from "../db/notices.ts";
import { mailPortOf } from "../email/port.ts";
import type { Env } from "../env.ts";
import { logError } from "../log.ts";
import { linkEpoch } from "./links.ts";
import { makeWay } from "./make-way.ts";
import { recipientOf } from "./recipient.ts";

/** More than bulk removals owe in a minute, so that none of them piles up before a single one. */
const perRun = 60;

/** Hands over the notices of removal that are due. Called after a removal for promptness, and by the sweep for certainty. */
export async function deliverNotices(env: Env, now: number, clock: () => number): Promise<void> {
  for (const notice of await findDueNotices(env.DB, now, perRun)) {
    await deliverNotice(env, notice, clock).catch((error: unknown) =>
      logError("notice not delivered", error, { id: notice.id }),
    );
    await makeWay();
  }
}

async function deliverNotice(env: Env, notice: Notice, clock: () => number): Promise<void> {
  if (!(await beginNotice(env.DB, notice, clock()))) return;
  const outcome = await handOver(env, notice);
  await endNotice(env.DB, notice, outcome, afterAttempt(outcome, notice.attempts + 1, null, clock()), clock());
}

async function handOver(env: Env, notice: Notice): Promise<AttemptOutcome> {
  // Owed before the database was put back to an earlier moment: it may have been sent, or its cause may be undone.
  if (notice.epoch < linkEpoch(env)) return { kind: "permanent", error: "linkReset" };
  const { removalMail } = await import("../email/messages/removal-mail.tsx");
  const mail = removalMail({
    to: notice.email,
    firstName: notice.firstName,
    accountName: notice.accountName,
    locale: notice.locale,
    origin: env.ORIGIN,
    support: env.SUPPORT || null,
    stopUrl: await stopUrlOf(env, notice),
  });
  return mailPortOf(env).send(mail, notice.id);
}

async function stopUrlOf(env: Env, { accountId, email, invitationId, keyId }: Notice): Promise<string | null> {
  if (invitationId === null || keyId === null) return null;
  const { stopUrlFor } = await import("./stop-links.ts");
  const { here } = await recipientOf(env, accountId, email);
  return stopUrlFor(env, { id: invitationId, keyId }, here);
}
