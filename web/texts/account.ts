import * as en from "../../shared/texts/en/account.ts";
import { spoken } from "./spoken.ts";

export const { accountTexts } = spoken({ en, de: en });
