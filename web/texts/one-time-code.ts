import * as de from "../../shared/texts/de/one-time-code.ts";
import * as en from "../../shared/texts/en/one-time-code.ts";
import { spoken } from "./spoken.ts";

export const { oneTimeCodeTexts, codeRefusals } = spoken({ en, de });
