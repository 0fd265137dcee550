import { DurableObject } from "cloudflare:workers";
import type { Env } from "../env.ts";
import { Timer } from "./timer.ts";
import { Turns } from "./turns.ts";

const turns = new Turns();

/** The object of one invitation: its timer, whose alarm the platform keeps. */
export class Invitation extends DurableObject<Env> {
  readonly #timer = new Timer(this.ctx.storage, this.ctx.id.name);

  arm(at: number): Promise<void> {
    return this.#timer.arm(at);
  }

  override async alarm(): Promise<void> {
    const waitMs = turns.waitMs(performance.now());
    if (waitMs > 0) await scheduler.wait(waitMs);
    return this.#timer.ring(this.env, () => Date.now());
  }
}
