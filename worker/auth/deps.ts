import type { Language } from "../../shared/texts/language.ts";
import { isAddressKnown } from "../db/invitations.ts";
import { mailPortOf } from "../email/port.ts";
import type { Env } from "../env.ts";
import { tellLive } from "../live/tell-live.ts";
import { logError } from "../log.ts";
import type { AuthDeps } from "./auth-call.ts";
import { readDevice } from "./device.ts";
import { isFirstAdministrator, isSignUpOpen } from "./sign-up.ts";

/** What signing in needs of the rest: its mails, and who may get a login once the code was right. */
export function authDeps(env: Env, execution: { waitUntil(work: Promise<unknown>): void }): AuthDeps {
  async function mailCode(address: string, code: string, language: Language): Promise<void> {
    const { signInCodeMail } = await import("../email/messages/sign-in-code-mail.tsx");
    const mail = signInCodeMail({
      to: address,
      code,
      locale: language,
      origin: env.ORIGIN,
      support: env.SUPPORT || null,
    });
    await mailPortOf(env).send(mail, crypto.randomUUID());
  }
  return {
    // Nobody waits for it: how long a provider takes, and what it answers, would tell about an address.
    async sendCode(address, code, language) {
      execution.waitUntil(mailCode(address, code, language).catch((error: unknown) => logError("no code", error)));
    },
    async passkeyAdded(address, device, language) {
      const { passkeyAddedMail } = await import("../email/messages/passkey-added-mail.tsx");
      const mail = passkeyAddedMail({
        to: address,
        device: readDevice(device),
        locale: language,
        origin: env.ORIGIN,
        support: env.SUPPORT || null,
      });
      await mailPortOf(env).send(mail, crypto.randomUUID());
    },
    async sessionEnded(accountIds) {
      await Promise.all(accountIds.map((accountId) => tellLive(env, accountId)));
    },
    async mayHaveLogin(address) {
      return isSignUpOpen(env) || isFirstAdministrator(env, address) || (await isAddressKnown(env.DB, address));
    },
  };
}
