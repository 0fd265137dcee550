import { dayMs, defaultLifetimeMs, maxSendsPerDay, resendCooldownMs } from "../../../shared/limits.ts";
import type { InvitationEnding, UserStatus } from "../../../shared/status.ts";
import { done, type Operation, type Person, type Played, type World } from "./world.ts";

// The reference: the product's table of states in its own words, knowing nothing of the code that it judges.

const statuses = ["invited", "invitationExpired", "invitationDeclined", "active", "blocked", "removed"];
const table: Record<Operation["kind"], string> = {
  copy: "done invitationExpired invitationDeclined alreadyAccepted blocked wrongStatus",
  resend: "done invitationExpired invitationDeclined alreadyAccepted blocked wrongStatus",
  sendNew: "invitationNotExpired done done alreadyAccepted blocked wrongStatus",
  invite: "alreadyInvited alreadyInvited alreadyInvited alreadyUser alreadyUser done",
  edit: "done done done done blocked wrongStatus",
  correct: "done done done alreadyAccepted alreadyAccepted wrongStatus",
  remove: "done done done done done wrongStatus",
  block: "wrongStatus wrongStatus wrongStatus done wrongStatus wrongStatus",
  unblock: "wrongStatus wrongStatus wrongStatus wrongStatus done wrongStatus",
  accept: "done invitationExpired invitationDeclined alreadyAccepted alreadyAccepted ended",
  decline: "done invitationExpired invitationDeclined alreadyAccepted alreadyAccepted ended",
  askAgain: "invitationNotExpired done invitationDeclined alreadyAccepted alreadyAccepted ended",
  alarm: "done done done done done done",
};
const endings: Record<InvitationEnding, string> = {
  ...{ accepted: "alreadyAccepted", declined: "invitationDeclined", expired: "invitationExpired" },
  ...{ replaced: "invitationReplaced", withdrawn: "invitationWithdrawn" },
};

/** The world after an operation; as it was when that is refused. */
export function play(before: World, operation: Operation, now: number): Played {
  const world = structuredClone(before);
  const outcome = carryOut(world, operation, now);
  return { world: outcome === done ? world : before, outcome };
}

function carryOut(world: World, operation: Operation, now: number): string {
  const { kind, by, who } = operation;
  const person = world.people[who];
  const named = "offer" in operation ? person?.offers[operation.offer] : undefined;
  if (!named && by === "token" && !world.hasToken) return "signInRequired";
  if (!named && by !== "token" && !administrators(world).includes(by)) return "notAllowed";
  if (!person)
    return by === "token" && "isAdministrator" in operation && operation.isAdministrator
      ? "notAllowed"
      : offer(world, operation, now);
  const isOverdue = person.status === "invited" && now >= (person.until ?? 0);
  const status = isOverdue ? "invitationExpired" : person.status;
  const isOld = named !== undefined && named !== person.offers.at(-1);
  if (
    kind !== "alarm" &&
    isOld &&
    (status === "invited" || (status === "invitationExpired" && named.ended === "replaced"))
  )
    return endings.replaced;
  const said = table[kind].split(" ")[statuses.indexOf(status)] ?? "";
  if (said === "ended") return endings[named?.ended ?? "withdrawn"];
  const refusal = said === done ? laterRefusal(world, person, operation, status, now) : said;
  if (refusal) return refusal;
  if (isOverdue && !(kind === "alarm" && isOld)) end(person, "expired", "invitationExpired");
  switch (kind) {
    case "invite":
    case "sendNew":
      return offer(world, operation, now);
    case "correct":
      if (status === "invited") end(person, "replaced", status);
      person.email = operation.email;
      return offer(world, operation, now);
    case "resend":
      Object.assign(person, { until: now + defaultLifetimeMs, resentAt: now });
      world.sends[person.email] = [...(world.sends[person.email] ?? []), now];
      return done;
    case "accept":
      return end(person, "accepted", "active");
    case "decline":
      return end(person, "declined", "invitationDeclined");
    case "askAgain":
      person.askedAt = now;
      return done;
    case "unblock":
      person.status = "active";
      return done;
    case "edit":
    case "block":
    case "remove": {
      const stays = kind === "edit" ? operation.isAdministrator : person.isAdministrator && kind === "block";
      const loses = person.isAdministrator && status === "active" && !(kind === "edit" && stays);
      if (kind === "remove" && status === "invited") end(person, "withdrawn", status);
      if (kind !== "edit") person.status = kind === "block" ? "blocked" : "removed";
      person.isAdministrator = stays;
      return loses ? losePowers(world, who, now) : done;
    }
    default:
      return done;
  }
}

function laterRefusal(world: World, person: Person, operation: Operation, status: string, now: number): string {
  const { kind, by, who } = operation;
  const becomes = "isAdministrator" in operation ? operation.isAdministrator : person.isAdministrator;
  const guarded = ["sendNew", "correct", "remove", "block", "unblock"].includes(kind) && person.isAdministrator;
  const changes = (kind === "edit" && becomes !== person.isAdministrator) || (kind === "invite" && becomes);
  if (by === "token" && (guarded || changes)) return "notAllowed";
  const removes = kind === "remove" || kind === "block";
  if (removes && by === who) return "self";
  const isLast = status === "active" && person.isAdministrator && administrators(world).length === 1;
  if (isLast && (removes || (kind === "edit" && !becomes))) return "lastAdministrator";
  if (kind === "accept" && operation.proof === "otherSession") return "wrongAddress";
  if (kind === "accept" && operation.proof === "none") return "signInRequired";
  if (kind === "askAgain") return isWithin(person.askedAt, dayMs, now) ? "coolingDown" : "";
  if (kind === "resend" && isWithin(person.resentAt, resendCooldownMs, now)) return "coolingDown";
  const holder = Object.values(world.people).find(({ email }) => kind === "correct" && email === operation.email);
  if (holder) return statuses.indexOf(holder.status) < 3 ? "alreadyInvited" : "alreadyUser";
  if (!["invite", "resend", "sendNew", "correct"].includes(kind)) return "";
  const sends = world.sends[kind === "correct" ? operation.email : person.email] ?? [];
  const fifth = sends.toSorted((a, b) => b - a)[maxSendsPerDay - 1];
  return isWithin(fifth ?? null, dayMs, now) ? "tooManySends" : "";
}

function isWithin(since: number | null, spanMs: number, now: number): boolean {
  return since !== null && now < since + spanMs;
}

function administrators({ people }: World): string[] {
  return Object.keys(people).filter((who) => people[who]?.status === "active" && people[who].isAdministrator);
}

function offer(world: World, operation: Operation, now: number): string {
  const { who, by } = operation;
  const { email, offers, isAdministrator } = world.people[who] ?? { email: who, offers: [], isAdministrator: false };
  world.people[who] = {
    ...{ email, status: "invited", until: now + defaultLifetimeMs, resentAt: null, askedAt: null },
    isAdministrator: "isAdministrator" in operation ? operation.isAdministrator : isAdministrator,
    offers: [...offers, { by: by === "token" ? "founder" : by, ended: null }],
  };
  world.sends[email] = [...(world.sends[email] ?? []), now];
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
    end(person, "withdrawn", "removed");
    person.isAdministrator = false;
  }
  return done;
}
