import * as de from "../../shared/texts/de/groups.ts";
import * as en from "../../shared/texts/en/groups.ts";
import { spoken } from "./spoken.ts";

export const { groupsTexts } = spoken({ en, de });
