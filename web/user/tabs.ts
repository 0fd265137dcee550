import { userTexts } from "../texts/user.ts";

export type TabId = keyof typeof userTexts.tabLabels;

export const tabs = (["general", "groups", "details", "audit"] as const satisfies TabId[]).map((id) => ({
  id,
  label: userTexts.tabLabels[id],
}));

/** The tab that a URL asks for; the first one when it asks for none, or for one that is not there. */
export function readTab(param: string | string[] | undefined): TabId {
  return tabs.find(({ id }) => id === param)?.id ?? "general";
}
