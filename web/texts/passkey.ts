import * as de from "../../shared/texts/de/passkey.ts";
import * as en from "../../shared/texts/en/passkey.ts";
import { spoken } from "./spoken.ts";

export const { passkeyTexts, passkeyRefusals } = spoken({ en, de });
