import { env } from "cloudflare:workers";
import { randomOf } from "../random.ts";
import { anyMoment, nextOperation, type Random } from "./chance.ts";
import { dyingStep, endGame, forgetfulStep, type Game, startGame, step, sweepStep, twoSteps } from "./game.ts";
import { timersInMemory, timersInObjects } from "./timers.ts";

const sequences = Number(env.MODEL_SEQUENCES || 2000);
const firstSeed = Number(env.MODEL_SEED || 1);
const minSteps = 2;
const maxSteps = 5;
/** So many games have real objects; what these keep is the same in all. */
const gamesPerObjects = 20;

/** Of the seeds that are asked for, those of one half: each has a runtime, and a core, of its own. */
export async function playHalf(half: "even" | "odd"): Promise<void> {
  for (let seed = firstSeed; seed < firstSeed + sequences; seed++) {
    if ((seed % 2 === 0) === (half === "even")) await playSequence(seed);
  }
}

async function playSequence(seed: number): Promise<void> {
  const random = randomOf(seed);
  const game = await startGame(seed % gamesPerObjects === 0 ? timersInObjects() : timersInMemory());
  try {
    for (let left = minSteps + random.below(maxSteps - minSteps + 1); left > 0; left--) {
      game.now = anyMoment(random, game);
      game.steps.push(`at ${game.now}`);
      await anyStep(random, game);
    }
    await endGame(game);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(
      `Seed ${seed} (npm run test:model -- --sequences 1 --seed ${seed})\n${game.steps.join("\n")}\n${message}`,
      { cause: error },
    );
  }
}

async function anyStep(random: Random, game: Game): Promise<void> {
  const operation = nextOperation(random, game);
  const when = random.one(["before", "after"] as const);
  if (random.chance(0.1)) return sweepStep(game);
  if (random.chance(0.05) && game.seen.invitations.length > 0)
    return forgetfulStep(game, random.one(game.seen.invitations).id);
  if (random.chance(0.12)) return dyingStep(game, operation, 1 + random.below(6), when);
  if (random.chance(0.12))
    return twoSteps(game, operation, random.chance(0.5) ? operation : nextOperation(random, game));
  return step(game, operation, random.chance(0.2) ? when : null);
}
