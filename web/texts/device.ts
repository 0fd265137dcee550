import * as de from "../../shared/texts/de/device.ts";
import * as en from "../../shared/texts/en/device.ts";
import { spoken } from "./spoken.ts";

export const { deviceTexts } = spoken({ en, de });
