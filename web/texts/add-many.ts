import * as de from "../../shared/texts/de/add-many.ts";
import * as en from "../../shared/texts/en/add-many.ts";
import { spoken } from "./spoken.ts";

export const { addManyTexts } = spoken({ en, de });
