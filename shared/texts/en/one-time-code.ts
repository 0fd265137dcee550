/** The step that proves an address: on the sign-in page and on the accept page. */
export const oneTimeCodeTexts = {
  sent: (address: string) =>
    `We sent a 6-digit code to ${address}. It is valid for 10 minutes. Nothing arrived? Look in the spam folder too.`,
  sentAgain: (address: string) => `We sent a new code to ${address}. Earlier codes no longer work.`,
  label: "6-digit code",
  missing: "Enter the 6 digits of the code.",
  sendAgain: "Send a new code",
  sendAgainIn: (seconds: number) => `Send a new code in ${seconds} s`,
  usePasskey: "Use a passkey",
} as const;

/** What the sign-in routes say of a code, by reason. */
export const codeRefusals = {
  codeWrong: "This is not the code in our latest mail. Check it, or send a new one.",
  codeExpired: "This code has expired. Send a new one.",
  tooManyAttempts: "Too many wrong codes. Send a new one.",
  tooManyRequests: "Too many codes. Try again later.",
  addressUnknown: "No account knows this address. Use the address you were invited with, or ask for an invitation.",
} as const;
export type CodeRefusal = keyof typeof codeRefusals;
