import * as de from "../../shared/texts/de/users.ts";
import * as en from "../../shared/texts/en/users.ts";
import { spoken } from "./spoken.ts";

export const { statusWords, deliveryErrorWords, deliveryText, sortWords, usersTexts } = spoken({ en, de });
