import { afterAttempt } from "../../shared/delivery.ts";
import { beginNews, dropNews, endNews, findDueNews, type NewsNotice } from "../db/news.ts";
import { mailPortOf } from "../email/port.ts";
import type { Env } from "../env.ts";
import { logError } from "../log.ts";
import { insist } from "./insist.ts";
import { linkEpoch } from "./links.ts";
import { makeWay } from "./make-way.ts";

const perRun = 50;

/** Called by the sweep: those whose hour is over, and whoever was not told at once. */
export async function deliverDueNews(env: Env, now: number, clock: () => number): Promise<void> {
  await deliverNews(env, await findDueNews(env.DB, now, perRun), clock);
}

/** Tells people what became of their invitations. Whatever fails is made good by the sweep. */
export async function deliverNews(env: Env, notices: NewsNotice[], clock: () => number): Promise<void> {
  for (const notice of notices) {
    await deliver(env, notice, clock).catch((error: unknown) =>
      logError("news not delivered", error, { id: notice.id }),
    );
    await makeWay();
  }
}

async function deliver(env: Env, notice: NewsNotice, clock: () => number): Promise<void> {
  const begun = await beginNews(env.DB, notice, linkEpoch(env), clock());
  if (begun === null) return;
  const { attempt, news } = begun;
  if (news === null) return dropNews(env.DB, attempt, clock());
  const { newsMail } = await import("../email/messages/news-mail.tsx");
  const { email, ...rest } = news;
  const mail = newsMail({ ...rest, to: email, origin: env.ORIGIN, support: env.SUPPORT || null });
  const outcome = await mailPortOf(env).send(mail, attempt.id);
  const now = clock();
  await insist(() => endNews(env.DB, attempt, outcome, afterAttempt(outcome, attempt.number, null, now), now));
}
