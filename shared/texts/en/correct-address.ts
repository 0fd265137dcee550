/** Another address for somebody who has not joined. */
export const correctAddressTexts = {
  open: "Correct address",
  title: (name: string) => `Correct the address of ${name}`,
  effect: "A new invitation goes to the corrected address. Groups stay, and the link sent before stops working.",
  email: "Email address",
  before: (email: string) => `Now: ${email}`,
  same: "This is the address there is. Correct it first.",
  confirm: "Correct and invite",
  queued: (email: string) => `New invitation queued for ${email}. The old link has stopped working.`,
} as const;
