import * as de from "../../shared/texts/de/ui.ts";
import * as en from "../../shared/texts/en/ui.ts";
import { spoken } from "./spoken.ts";

export const { uiTexts } = spoken({ en, de });
