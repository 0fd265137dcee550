import * as de from "../../shared/texts/de/shell.ts";
import * as en from "../../shared/texts/en/shell.ts";
import { spoken } from "./spoken.ts";

export const { shellTexts } = spoken({ en, de });
