import * as de from "../../shared/texts/de/grid.ts";
import * as en from "../../shared/texts/en/grid.ts";
import { spoken } from "./spoken.ts";

export const { deliveryWords, columnWords, gridTexts } = spoken({ en, de });
