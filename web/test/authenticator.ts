import type { Page } from "playwright-core";

/** A device that holds passkeys, in the browser of a page. It says yes to everything until told otherwise. */
export type VirtualAuthenticator = {
  /** Whether its owner shows finger, face or PIN. */
  agree: (agrees: boolean) => Promise<void>;
};

export async function addAuthenticator(page: Page): Promise<VirtualAuthenticator> {
  const debug = await page.context().newCDPSession(page);
  await debug.send("WebAuthn.enable");
  const { authenticatorId } = await debug.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    agree: async (isUserVerified) => {
      await debug.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });
    },
  };
}
