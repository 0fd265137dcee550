import * as de from "../../shared/texts/de/accounts.ts";
import * as en from "../../shared/texts/en/accounts.ts";
import { spoken } from "./spoken.ts";

export const { accountsTexts } = spoken({ en, de });
