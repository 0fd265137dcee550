import * as de from "../../shared/texts/de/stop.ts";
import * as en from "../../shared/texts/en/stop.ts";
import { spoken } from "./spoken.ts";

export const { stopTexts } = spoken({ en, de });
