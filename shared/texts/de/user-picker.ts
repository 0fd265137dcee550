import type { userPickerTexts as en } from "../en/user-picker.ts";
import type { Texts } from "../language.ts";

export const userPickerTexts: Texts<typeof en> = {
  nobody: "Niemand passt dazu.",
  searching: "Suche läuft",
  more: "Geben Sie mehr ein, um die Auswahl einzugrenzen.",
};
