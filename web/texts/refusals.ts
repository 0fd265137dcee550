import * as de from "../../shared/texts/de/refusals.ts";
import * as en from "../../shared/texts/en/refusals.ts";
import { spoken } from "./spoken.ts";

export const { refusalSentence, problemSentences } = spoken({ en, de });
