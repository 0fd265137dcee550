import * as en from "../../shared/texts/en/sign-in.ts";
import { spoken } from "./spoken.ts";

export const { signInTexts } = spoken({ en, de: en });
