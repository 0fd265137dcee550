import { createSignal } from "solid-js";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const key = "usher-theme";
const [theme, setSignal] = createSignal(stored());

export { theme };

/** Remembered in this browser. `public/theme.js` puts it on the page before the first paint. */
export function setTheme(next: Theme) {
  setSignal(next);
  if (next === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  try {
    localStorage.setItem(key, next);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

function stored(): Theme {
  const applied = document.documentElement.dataset.theme;
  return themes.find((name) => name === applied) ?? "system";
}
