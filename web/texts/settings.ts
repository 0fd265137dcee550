import * as de from "../../shared/texts/de/settings.ts";
import * as en from "../../shared/texts/en/settings.ts";
import { spoken } from "./spoken.ts";

export const { settingsTexts } = spoken({ en, de });
