import * as en from "../../shared/texts/en/refusals.ts";
import { spoken } from "./spoken.ts";

export const { refusalSentence, waitText, internalErrorSentence, problemSentences } = spoken({ en, de: en });
