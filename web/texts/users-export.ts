import * as de from "../../shared/texts/de/users-export.ts";
import * as en from "../../shared/texts/en/users-export.ts";
import { spoken } from "./spoken.ts";

export const { exportTexts } = spoken({ en, de });
