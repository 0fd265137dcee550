import type { Actor, Command, Decision, Facts, Moment } from "./command.ts";
import { changesAdministrators, effectsOf, expiryMet, inviteEffects, nextStatus } from "./effects.ts";
import { inviteRefusal, refusalOf } from "./refuse.ts";
import { effectiveStatus } from "./status.ts";

/**
 * The whole state table. Everything that decides is an argument, so the API, the alarm, the sweep and the menu of a
 * row cannot disagree.
 */
export function decide(facts: Facts, actor: Actor, command: Command, moment: Moment): Decision {
  if (command.kind === "invite") {
    const refusal = inviteRefusal(facts, actor, command, moment);
    if (refusal) return { refusal };
    return { next: "invited", effects: inviteEffects(command, facts.user, moment), administratorsChange: false };
  }
  const { user } = facts;
  if (user === null) return { refusal: { reason: "notFound" } };
  const status = effectiveStatus(user, moment.now);
  const refusal = refusalOf(command, { ...facts, user }, status, actor, moment);
  if (refusal) return { refusal };
  const effects = effectsOf(command, user, status, facts, moment);
  return {
    next: nextStatus(command, status),
    // An expiry that no alarm has recorded yet comes first, so that history reads in the order things happened.
    effects: command.kind === "expire" ? effects : [...expiryMet(user, status), ...effects],
    administratorsChange: changesAdministrators(command, facts, user, status),
  };
}
