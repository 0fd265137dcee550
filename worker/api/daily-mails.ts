import type { Effect } from "../../shared/command.ts";
import { capOf, type DailyMails, type HourlySends, oldestHour } from "../../shared/daily-cap.ts";
import { isInvitationMail } from "../../shared/decide-many.ts";
import type { Asker } from "../db/asker.ts";
import type { Guard } from "../db/commit.ts";
import { rowsOf } from "../db/rows.ts";
import { dailyCaps } from "../invitation/daily-caps.ts";
import type { Asking } from "./ask.ts";

/** What counts against the account's cap, as hourlySendsStatement found it; null where nothing is capped. */
export function dailyMailsOf(ctx: Asking, asker: Asker, found: D1Result | undefined): DailyMails | null {
  const caps = dailyCaps(ctx.env);
  if (caps === null) return null;
  return { cap: capOf(caps, asker.accountCreatedAt, ctx.now), sends: rowsOf<HourlySends>(found) };
}

/** However many are decided at once, all of them together stay within the cap: whoever is late decides again. */
export function mailsGuard({ now }: Asking, dailyMails: DailyMails | null, effects: Effect[]): Pick<Guard, "mails"> {
  const mails = effects.filter(isInvitationMail).length;
  if (dailyMails === null || mails === 0) return {};
  return { mails: { sinceHour: oldestHour(now), atMost: dailyMails.cap - mails } };
}
