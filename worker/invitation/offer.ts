import { newId } from "../db/new-id.ts";
import type { Env } from "../env.ts";
import { newInvitationId } from "./invitation-id.ts";
import { linkKeys } from "./link-keys.ts";
import { linkEpoch } from "./links.ts";

/** The ids of an invitation that may be made, chosen before anything is known, so that each try uses the same ones. */
export async function newOffer(env: Pick<Env, "LINK_KEYS" | "LINK_EPOCH">, now: number) {
  return (await offerMaker(env, now))();
}

/** The same for any number of invitations of one moment. */
export async function offerMaker(env: Pick<Env, "LINK_KEYS" | "LINK_EPOCH">, now: number) {
  const shared = { keyIds: (await linkKeys(env.LINK_KEYS)).map(({ id }) => id), epoch: linkEpoch(env) };
  return () => ({
    userId: newId("user"),
    invitationId: newInvitationId(now),
    sendId: crypto.randomUUID(),
    ...shared,
  });
}
