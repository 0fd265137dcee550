import type { accountTexts as original } from "../en/account.ts";
import type { Texts } from "../language.ts";

export const accountTexts: Texts<typeof original> = {
  groups: { administrators: "Administratoren", users: "Benutzer" },
};
