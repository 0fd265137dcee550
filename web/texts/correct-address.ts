import * as de from "../../shared/texts/de/correct-address.ts";
import * as en from "../../shared/texts/en/correct-address.ts";
import { spoken } from "./spoken.ts";

export const { correctAddressTexts } = spoken({ en, de });
