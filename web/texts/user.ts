import * as de from "../../shared/texts/de/user.ts";
import * as en from "../../shared/texts/en/user.ts";
import { spoken } from "./spoken.ts";

export const { invitationWords, attemptWords, userTexts } = spoken({ en, de });
