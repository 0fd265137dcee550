import * as de from "../../shared/texts/de/sign-in.ts";
import * as en from "../../shared/texts/en/sign-in.ts";
import { spoken } from "./spoken.ts";

export const { signInTexts } = spoken({ en, de });
