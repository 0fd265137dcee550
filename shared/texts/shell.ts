import { uiTexts } from "./ui.ts";

/** The frame around an account's pages. */
export const shellTexts = {
  navigation: "Main",
  users: "Users",
  accountMenuLabel: "Account menu",
  myAccounts: "My accounts",
  signOut: "Sign out",
  themeItem: (theme: keyof typeof uiTexts.themes, isChosen: boolean) =>
    `${uiTexts.theme}: ${uiTexts.themes[theme].toLowerCase()}${isChosen ? " ✓" : ""}`,
} as const;
