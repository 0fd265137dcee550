/** The sign-in page; the code step's words are in one-time-code.ts. */
export const signInTexts = {
  title: "Sign in",
  lead: "Enter your email address. We send you a code to sign in with.",
  usePasskey: "Sign in with a passkey",
  email: "Email address",
  sendCode: "Send code",
  codeTitle: "Check your mail",
  submit: "Sign in",
  back: "Use another address",
} as const;
