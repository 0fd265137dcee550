import * as de from "../../shared/texts/de/user-picker.ts";
import * as en from "../../shared/texts/en/user-picker.ts";
import { spoken } from "./spoken.ts";

export const { userPickerTexts } = spoken({ en, de });
