import { logError } from "../log.ts";

const tries = 3;

/** What is not noted of an attempt is sent again, so one lost connection is not enough to give up. */
export async function insist<Noted>(note: () => Promise<Noted>): Promise<Noted> {
  for (let made = 1; made < tries; made++) {
    try {
      return await note();
    } catch (error) {
      logError("attempt not noted", error);
    }
  }
  return note();
}
