import * as de from "../../shared/texts/de/bulk.ts";
import * as en from "../../shared/texts/en/bulk.ts";
import { spoken } from "./spoken.ts";

export const { bulkTexts } = spoken({ en, de });
