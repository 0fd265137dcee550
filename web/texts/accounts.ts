import * as en from "../../shared/texts/en/accounts.ts";
import { spoken } from "./spoken.ts";

export const { accountsTexts } = spoken({ en, de: en });
