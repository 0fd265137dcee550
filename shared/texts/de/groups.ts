import type { groupsTexts as original } from "../en/groups.ts";
import type { Texts } from "../language.ts";

export const groupsTexts: Texts<typeof original> = {
  title: "Gruppen",
  caption: "Gruppen dieses Kontos",
  loading: "Gruppen werden geladen",
  name: "Name",
  users: "Benutzer",
  actions: "Aktionen",
  administratorsChip: "Standard",
  administratorsReason: "Ihre Benutzer verwalten dieses Konto; deshalb kann sie weder umbenannt noch entfernt werden.",
  userCount: (_count, shown) => `${shown} Benutzer`,
  usersOf: (group, users) => `${users} in ${group}`,
  nobody: "Keine Benutzer",

  add: "Hinzufügen",
  addTitle: "Gruppe hinzufügen",
  addDescription: "Zum Beispiel ein Team oder eine Rolle. Benutzer können in mehreren Gruppen sein.",
  create: "Gruppe hinzufügen",
  created: (name) => `${name} wurde hinzugefügt`,

  rename: "Umbenennen",
  renameLabel: (name) => `${name} umbenennen`,
  renameTitle: (name) => `${name} umbenennen`,
  save: "Speichern",
  renamed: (before, after) => `${before} heißt jetzt ${after}`,

  remove: "Entfernen",
  removeLabel: (name) => `${name} entfernen`,
  removeTitle: (name) => `${name} entfernen?`,
  removeEmpty: "Niemand ist in dieser Gruppe.",
  removeUsed: (count, shown) =>
    count === 1
      ? "Die 1 Person darin muss noch eine andere Gruppe haben und bleibt in dieser."
      : `Die ${shown} Personen darin müssen je noch eine andere Gruppe haben und bleiben in dieser.`,
  showUsers: "Benutzer dieser Gruppe zeigen",
  removed: (name) => `${name} wurde entfernt`,

  onlyAdministratorsTitle: "Noch keine eigenen Gruppen",
  onlyAdministratorsText:
    "Fügen Sie Gruppen für Teams oder Rollen hinzu, und ordnen Sie Benutzer beim Einladen oder Bearbeiten zu.",
  notAllowedTitle: "Nur die Administration sieht die Gruppen",
};
