import type { Actor, Command, Decision, Effect, Facts, Moment, SendHistory, UserFacts } from "./command.ts";
import { withOneMore } from "./daily-cap.ts";
import { decide } from "./decide.ts";
import { bulkMailSpacingMs } from "./limits.ts";
import { effectiveStatus } from "./status.ts";

/** One user of a bulk run; `invitedByUserId` answers for the current invitation. */
export type OneOfMany = { user: UserFacts | null; sends: SendHistory | null; invitedByUserId: string | null };

export type Sequence = {
  decide: (one: OneOfMany, command: Command) => Decision;
  /** When the next mail would leave. */
  nextSlotAt: () => number;
};

/**
 * Decides one after the other, each against the state that the earlier ones leave: the last administrator is whoever is
 * left, what somebody loses their right to is withdrawn before its own turn, and each mail has a slot of its own.
 */
export function inSequence(
  account: Pick<Facts, "activeAdministrators" | "administratorsGroupId" | "dailyMails"> & { nextSlotAt: number },
  actor: Actor,
  moment: Moment,
): Sequence {
  let { activeAdministrators, dailyMails = null } = account;
  let nextSlotAt = Math.max(moment.now, account.nextSlotAt);
  const powerless = new Set<string>();
  return {
    nextSlotAt: () => nextSlotAt,
    decide: ({ user, sends, invitedByUserId }, command) => {
      const isWithdrawn = user?.inAdministrators && invitedByUserId !== null && powerless.has(invitedByUserId);
      const asLeft = isWithdrawn && effectiveStatus(user, moment.now) === "invited" ? withdrawn(user) : user;
      const facts = { user: asLeft, named: null, sends, ...account, activeAdministrators, dailyMails };
      const decision = decide(facts, actor, command, { ...moment, sendAt: nextSlotAt });
      if (decision.refusal) return decision;
      const losesPowers = decision.effects.some(({ kind }) => kind === "revokePowers");
      if (losesPowers && user) powerless.add(user.id);
      if (decision.administratorsChange) activeAdministrators += losesPowers ? -1 : 1;
      if (decision.effects.some(isMailed)) nextSlotAt += bulkMailSpacingMs;
      if (dailyMails && decision.effects.some(isInvitationMail)) dailyMails = withOneMore(dailyMails, moment.now);
      return decision;
    },
  };
}

function withdrawn(user: UserFacts): UserFacts {
  return { ...user, status: "removed", groupIds: [], inAdministrators: false };
}

function isMailed(effect: Effect): boolean {
  return isInvitationMail(effect) || effect.kind === "sendRemovalNotice";
}

/** What counts towards the limits on mails. */
export function isInvitationMail(effect: Effect): boolean {
  if (effect.kind === "createInvitation") return effect.mail !== null;
  return effect.kind === "restartInvitation";
}
