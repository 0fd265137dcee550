import * as de from "../../shared/texts/de/profile.ts";
import * as en from "../../shared/texts/en/profile.ts";
import { spoken } from "./spoken.ts";

export const { profileTexts } = spoken({ en, de });
