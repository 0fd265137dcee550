import type { signInTexts as original } from "../en/sign-in.ts";
import type { Texts } from "../language.ts";

export const signInTexts: Texts<typeof original> = {
  title: "Anmelden",
  lead: "Geben Sie Ihre E-Mail-Adresse ein. Wir senden Ihnen einen Code, mit dem Sie sich anmelden.",
  usePasskey: "Mit Passkey anmelden",
  email: "E-Mail-Adresse",
  sendCode: "Code senden",
  codeTitle: "Sehen Sie in Ihren Mails nach",
  submit: "Anmelden",
  back: "Andere Adresse verwenden",
};
