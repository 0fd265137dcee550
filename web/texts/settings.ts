import * as en from "../../shared/texts/en/settings.ts";
import { spoken } from "./spoken.ts";

export const { settingsTexts } = spoken({ en, de: en });
