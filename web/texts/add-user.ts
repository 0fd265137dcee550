import * as en from "../../shared/texts/en/add-user.ts";
import { spoken } from "./spoken.ts";

export const { addUserTexts } = spoken({ en, de: en });
