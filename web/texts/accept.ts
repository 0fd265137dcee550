import * as de from "../../shared/texts/de/accept.ts";
import * as en from "../../shared/texts/en/accept.ts";
import { spoken } from "./spoken.ts";

export const { acceptTexts } = spoken({ en, de });
