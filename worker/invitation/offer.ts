import { newId } from "../db/new-id.ts";
import type { Env } from "../env.ts";
import { newInvitationId } from "./invitation-id.ts";
import { linkEpoch, newestKeyId } from "./links.ts";

/** The ids of an invitation that may be made, chosen before anything is known, so that each try uses the same ones. */
export async function newOffer(env: Pick<Env, "LINK_KEYS" | "LINK_EPOCH">, now: number) {
  return {
    userId: newId("user"),
    invitationId: newInvitationId(now),
    sendId: crypto.randomUUID(),
    keyId: await newestKeyId(env),
    epoch: linkEpoch(env),
  };
}
