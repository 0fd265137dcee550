import { DurableObject } from "cloudflare:workers";
import type { Env } from "../env.ts";
import { Timer } from "./timer.ts";

/** The object of one invitation: its timer, whose alarm the platform keeps. */
export class Invitation extends DurableObject<Env> {
  readonly #timer = new Timer(this.ctx.storage, this.ctx.id.name);

  arm(at: number): Promise<void> {
    return this.#timer.arm(at);
  }

  override alarm(): Promise<void> {
    return this.#timer.ring(this.env, () => Date.now());
  }
}
