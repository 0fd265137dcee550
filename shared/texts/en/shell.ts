import { uiTexts } from "./ui.ts";

/** The frame around an account's pages. */
export const shellTexts = {
  navigation: "Main",
  users: "Users",
  groups: "Groups",
  audit: "Audit trail",
  settings: "Account settings",
  profile: "Your profile",
  accountMenuLabel: "Account menu",
  myAccounts: "My accounts",
  accountItem: (name: string, isCurrent: boolean) => `${name}${isCurrent ? " ✓" : ""}`,
  signOut: "Sign out",
  themeItem: (theme: keyof typeof uiTexts.themes, isChosen: boolean) =>
    `${uiTexts.theme}: ${uiTexts.themes[theme].toLowerCase()}${isChosen ? " ✓" : ""}`,
} as const;
