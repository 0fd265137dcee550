import * as en from "../../shared/texts/en/ui.ts";
import { spoken } from "./spoken.ts";

export const { uiTexts } = spoken({ en, de: en });
