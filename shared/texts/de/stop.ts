import type { stopTexts as original } from "../en/stop.ts";
import type { Texts } from "../language.ts";

export const stopTexts: Texts<typeof original> = {
  reading: "Wird geöffnet …",
  title: (account) => `Einladungen von ${account} stoppen`,
  lead: (account) =>
    `${account} hat eine Einladung an Ihre Adresse gesandt. Wenn Sie das nicht möchten, können Sie sie hier melden und weitere stoppen.`,
  effects: {
    declined: "Die Einladung in dieser Mail wird abgelehnt, falls sie noch offen ist.",
    stopped: (account) => `${account} kann Ihnen keine Einladungen und Erinnerungen mehr senden.`,
    seen: "Die Administration des Kontos kann das sehen. Wer diese Website betreibt, erfährt von dem Konto, nicht von Ihnen.",
    others:
      "Sonst ändert sich nichts: Andere Konten können Sie weiterhin einladen, und einen Zugang, den Sie haben, behalten Sie.",
  },
  stop: "Melden und stoppen",
  stoppedTitle: "Einladungen gestoppt",
  stopped: (account) => `${account} kann keine Einladungen und Erinnerungen mehr an Ihre Adresse senden.`,
  undo: "Haben Sie es sich anders überlegt? Dann darf man Sie wieder einladen. Was abgelehnt wurde, bleibt abgelehnt.",
  allow: "Einladungen wieder erlauben",
  deadTitle: "Dieser Link ist nicht gültig",
  dead: "Prüfen Sie, ob Sie ihn vollständig aus der Mail kopiert haben.",
  failedTitle: "Die Seite konnte nicht geöffnet werden",
  tryAgain: "Erneut versuchen",
  help: (support) => `Fragen? Schreiben Sie an ${support}`,
};
