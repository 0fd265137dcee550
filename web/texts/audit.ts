import * as de from "../../shared/texts/de/audit.ts";
import * as en from "../../shared/texts/en/audit.ts";
import { spoken } from "./spoken.ts";

export const {
  eventWords,
  eventNouns,
  actorWords,
  actorName,
  namelessActors,
  actorFilterWords,
  datePresetWords,
  detailWords,
  auditTexts,
} = spoken({
  en,
  de,
});
