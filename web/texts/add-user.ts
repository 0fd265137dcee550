import * as de from "../../shared/texts/de/add-user.ts";
import * as en from "../../shared/texts/en/add-user.ts";
import { spoken } from "./spoken.ts";

export const { addUserTexts } = spoken({ en, de });
