import * as de from "../../shared/texts/de/webhooks.ts";
import * as en from "../../shared/texts/en/webhooks.ts";
import { spoken } from "./spoken.ts";

export const { webhooksTexts, webhookErrorWords } = spoken({ en, de });
