import { uiTexts } from "./ui.ts";

/** The frame around an account's pages. */
export const shellTexts = {
  navigation: "Main",
  users: "Users",
  groups: "Groups",
  audit: "Audit trail",
  tokens: "API tokens",
  webhooks: "Webhooks",
  settings: "Account settings",
  profile: "Your profile",
  accountMenuLabel: "Account menu",
  myAccounts: "My accounts",
  accountItem: (name: string, isCurrent: boolean) => `${name}${isCurrent ? " ✓" : ""}`,
  signOut: "Sign out",
  copyRequestId: "Copy request ID",
  requestIdCopied: "Request ID copied",
  notCopied: "The browser did not allow copying.",
  themeItem: (theme: keyof typeof uiTexts.themes, isChosen: boolean) =>
    `${uiTexts.theme}: ${uiTexts.themes[theme].toLowerCase()}${isChosen ? " ✓" : ""}`,
} as const;
