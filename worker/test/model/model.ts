import { dayMs, defaultLifetimeMs, maxSendsPerDay, resendCooldownMs } from "../../../shared/limits.ts";
import type { InvitationEnding, UserStatus } from "../../../shared/status.ts";
import { endings, mails, proofs, statuses, table } from "./table.ts";
import { done, type Operation, type Person, type Played, type World } from "./world.ts";

/** The reference, which knows nothing of the code: the world after an operation; as it was when that is refused. */
export function play(before: World, operation: Operation, now: number): Played {
  const world = structuredClone(before);
  const outcome = carryOut(world, operation, now);
  return { world: outcome === done ? world : before, outcome };
}

function carryOut(world: World, operation: Operation, now: number): string {
  const { kind, by, who } = operation;
  const person = world.people[who];
  const link = "offer" in operation ? person?.offers[operation.offer] : undefined;
  if (!link && by === "token" && !world.hasToken) return "signInRequired";
  if (!link && by !== "token" && !administrators(world).includes(by)) return "notAllowed";
  if (!person) return by === "token" && makesAdministrator(operation) ? "notAllowed" : offer(world, operation, now);
  const isOverdue = person.status === "invited" && now >= (person.until ?? 0);
  const status = isOverdue ? "invitationExpired" : person.status;
  const isOld = link !== undefined && link !== person.offers.at(-1);
  const wasReplaced = status === "invited" || (status === "invitationExpired" && link?.ended === "replaced");
  if (kind !== "alarm" && isOld && wasReplaced) return endings.replaced;
  const said = table[kind].split(" ")[statuses.indexOf(status)] ?? "";
  const refusal = said === done ? laterRefusal(world, person, operation, status, now) : said;
  if (refusal) return refusal === "ended" ? endings[link?.ended ?? "withdrawn"] : refusal;
  if (isOverdue && !(kind === "alarm" && isOld)) end(person, "expired", "invitationExpired");
  if (kind === "correct" && status === "invited") end(person, "replaced", status);
  if (kind === "correct") person.email = operation.email;
  if (kind === "invite" || kind === "sendNew" || kind === "correct") return offer(world, operation, now);
  if (kind === "accept") return end(person, "accepted", "active");
  if (kind === "decline") return end(person, "declined", "invitationDeclined");
  if (kind === "unblock") person.status = "active";
  if (kind === "askAgain") person.askedAt = now;
  if (kind === "resend") Object.assign(person, { until: now + defaultLifetimeMs, resentAt: now });
  if (kind === "resend") world.sends.push({ email: person.email, at: now });
  if (kind !== "edit" && kind !== "block" && kind !== "remove") return done;
  const stays = kind === "edit" ? operation.isAdministrator : person.isAdministrator && kind === "block";
  const loses = person.isAdministrator && status === "active" && !(kind === "edit" && stays);
  if (kind === "remove" && status === "invited") end(person, "withdrawn", status);
  Object.assign(person, { isAdministrator: stays });
  if (kind !== "edit") person.status = kind === "block" ? "blocked" : "removed";
  return loses ? losePowers(world, who, now) : done;
}

function laterRefusal(world: World, person: Person, operation: Operation, status: string, now: number): string {
  const { kind, by, who } = operation;
  const removes = kind === "remove" || kind === "block";
  const guarded = person.isAdministrator && (removes || ["sendNew", "correct", "unblock"].includes(kind));
  const changes =
    kind === "edit" ? operation.isAdministrator !== person.isAdministrator : makesAdministrator(operation);
  if (by === "token" && (guarded || changes)) return "notAllowed";
  if (removes && by === who) return "self";
  const isLast = status === "active" && person.isAdministrator && administrators(world).length === 1;
  if (isLast && (removes || (kind === "edit" && !operation.isAdministrator))) return "lastAdministrator";
  if (kind === "accept") return proofs[operation.proof];
  if (kind === "askAgain") return isWithin(person.askedAt, dayMs, now) ? "coolingDown" : "";
  if (kind === "resend" && isWithin(person.resentAt, resendCooldownMs, now)) return "coolingDown";
  const holder = Object.values(world.people).find(({ email }) => kind === "correct" && email === operation.email);
  if (holder) return statuses.indexOf(holder.status) < 3 ? "alreadyInvited" : "alreadyUser";
  const to = kind === "correct" ? operation.email : person.email;
  const sends = world.sends.filter(({ email, at }) => email === to && isWithin(at, dayMs, now));
  return mails.includes(kind) && sends.length >= maxSendsPerDay ? "tooManySends" : "";
}

const makesAdministrator = (operation: Operation) => operation.kind === "invite" && operation.isAdministrator;
const isWithin = (since: number | null, spanMs: number, now: number) => since !== null && now < since + spanMs;
const administrators = ({ people }: World) =>
  Object.keys(people).filter((who) => people[who]?.status === "active" && people[who].isAdministrator);

function offer(world: World, operation: Operation, now: number): string {
  const { who, by } = operation;
  const { email, offers, isAdministrator } = world.people[who] ?? { email: who, offers: [], isAdministrator: false };
  world.people[who] = {
    ...{ email, status: "invited", until: now + defaultLifetimeMs, resentAt: null, askedAt: null },
    isAdministrator: operation.kind === "invite" ? operation.isAdministrator : isAdministrator,
    offers: [...offers, { by: by === "token" ? "founder" : by, ended: null }],
  };
  world.sends.push({ email, at: now });
  return done;
}

function end(person: Person, ended: InvitationEnding, status: UserStatus): string {
  const current = person.offers.at(-1);
  if (current) current.ended ??= ended;
  person.status = status;
  return done;
}

/** What only an active administrator may have goes at once: their tokens, their open offers into Administrators. */
function losePowers(world: World, loser: string, now: number): string {
  if (loser === "founder") world.hasToken = false;
  for (const person of Object.values(world.people)) {
    const isOpen = person.status === "invited" && person.isAdministrator && now < (person.until ?? 0);
    if (!isOpen || person.offers.at(-1)?.by !== loser) continue;
    end(Object.assign(person, { isAdministrator: false }), "withdrawn", "removed");
  }
  return done;
}
