import * as de from "../../shared/texts/de/grid-panels.ts";
import * as en from "../../shared/texts/en/grid-panels.ts";
import { spoken } from "./spoken.ts";

export const { panelTexts } = spoken({ en, de });
