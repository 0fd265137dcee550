import type { deviceTexts as en } from "../en/device.ts";
import type { Texts } from "../language.ts";

export const deviceTexts: Texts<typeof en> = {
  both: (browser, system) => `${browser} auf ${system}`,
  unknown: "Unbekannter Browser",
};
