import * as de from "../../shared/texts/de/name-problems.ts";
import * as en from "../../shared/texts/en/name-problems.ts";
import { spoken } from "./spoken.ts";

export const { nameProblems } = spoken({ en, de });
