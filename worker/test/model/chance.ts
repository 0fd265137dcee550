import { defaultLifetimeMs } from "../../../shared/limits.ts";
import type { randomOf } from "../random.ts";
import { newAddress } from "../stages.ts";
import type { Game } from "./game.ts";
import { play } from "./model.ts";
import { done, type Operation } from "./world.ts";

export type Random = ReturnType<typeof randomOf>;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const maxPeople = 5;

const kinds = [
  ...(["invite", "invite", "resend", "resend", "sendNew", "copy", "correct", "edit", "edit", "remove"] as const),
  ...(["block", "unblock", "accept", "accept", "accept", "accept", "decline", "askAgain"] as const),
  ...(["alarm", "alarm"] as const),
];

/** Something that somebody might do next: mostly what will be carried out, or there would be little but refusals. */
export function nextOperation(random: Random, game: Game): Operation {
  let operation = anyOperation(random, game);
  for (let tries = 0; tries < 5; tries++) {
    if (play(game.world, operation, game.now).outcome === done || random.chance(0.2)) break;
    operation = anyOperation(random, game);
  }
  return operation;
}

function anyOperation(random: Random, { world }: Game): Operation {
  const people = Object.keys(world.people);
  const isNew = people.length < 2 || (people.length < maxPeople && random.chance(0.1));
  const by = random.chance(0.4) ? "token" : random.chance(0.6) ? "founder" : random.one(people);
  const isAdministrator = random.chance(0.4);
  if (isNew) return { kind: "invite", who: newcomer(random), by, isAdministrator };
  const who = random.chance(0.1) ? "founder" : random.one(people);
  const { offers = [] } = world.people[who] ?? {};
  const kind = random.one(kinds);
  switch (kind) {
    case "invite":
    case "edit":
      return { kind, who, by, isAdministrator };
    case "correct": {
      const email = random.chance(0.2) ? (world.people[random.one(people)]?.email ?? "") : newcomer(random);
      return { kind, who, by, email };
    }
    case "accept":
    case "decline":
    case "askAgain":
    case "alarm": {
      if (offers.length === 0) return { kind: "copy", who, by };
      // Mostly by the newest link.
      const offer = random.chance(0.7) ? offers.length - 1 : random.below(offers.length);
      const proof = random.one(["session", "session", "mailedLink", "mailedLink", "otherSession", "none"] as const);
      return kind === "accept" ? { kind, who, by: "", offer, proof } : { kind, who, by: "", offer };
    }
    default:
      return { kind, who, by };
  }
}

/** The mailbox fails for some addresses, for a while or for ever. */
function newcomer(random: Random): string {
  const trouble = random.one([
    "fail-1-times-",
    "fail-1-times-",
    "fail-permanent-",
    "fail-permanent-",
    "fail-temporary-",
  ]);
  return `${random.chance(0.25) ? trouble : ""}${newAddress()}`;
}

/** Clocks go on, stop at a deadline, and sometimes back. */
export function anyMoment(random: Random, { world, now }: Game): number {
  const deadlines = Object.values(world.people).flatMap(({ until }) => (until === null ? [] : [until]));
  if (deadlines.length > 0 && random.chance(0.15)) return random.one(deadlines) + random.below(3) - 1;
  if (random.chance(0.08)) return now - random.below(5 * minuteMs);
  if (random.chance(0.1)) return now + random.below(defaultLifetimeMs);
  return now + (random.chance(0.3) ? random.below(30 * hourMs) : random.below(2 * minuteMs));
}
