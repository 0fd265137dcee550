import type { shellTexts as original } from "../en/shell.ts";
import type { Texts } from "../language.ts";
import { uiTexts } from "./ui.ts";

export const shellTexts: Texts<typeof original> = {
  navigation: "Hauptmenü",
  users: "Benutzer",
  groups: "Gruppen",
  audit: "Protokoll",
  tokens: "API-Tokens",
  webhooks: "Webhooks",
  settings: "Einstellungen",
  profile: "Ihr Profil",
  accountMenuLabel: "Kontomenü",
  myAccounts: "Meine Konten",
  accountItem: (name, isCurrent) => `${name}${isCurrent ? " ✓" : ""}`,
  signOut: "Abmelden",
  copyRequestId: "Nummer der Anfrage kopieren",
  requestIdCopied: "Nummer der Anfrage kopiert",
  notCopied: "Der Browser hat das Kopieren nicht erlaubt.",
  themeItem: (theme, isChosen) => `${uiTexts.theme}: ${uiTexts.themes[theme]}${isChosen ? " ✓" : ""}`,
};
