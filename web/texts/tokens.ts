import * as de from "../../shared/texts/de/tokens.ts";
import * as en from "../../shared/texts/en/tokens.ts";
import { spoken } from "./spoken.ts";

export const { tokensTexts } = spoken({ en, de });
