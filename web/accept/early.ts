// Whoever reads German: theirs is on its way, too.
import "../texts/reader-language.ts";
import { call } from "./client.ts";

// What the page shows is asked for while its other scripts are on their way.

/** Takes it out of the address bar, which people show and share. Reloading still finds it. */
export function takeCode(): string {
  const code = location.hash.slice(1);
  if (code) history.replaceState(code, "", "accept");
  return history.state ?? "";
}

export const openedCode = takeCode();
export const openedPreview = call("preview", { code: openedCode });
