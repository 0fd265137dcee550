/** What an account's administrators set for all of it. */
export const settingsTexts = {
  title: "Account settings",
  loading: "Loading the settings…",
  notAllowedTitle: "Only administrators can change the settings",

  general: "General",
  generalLead: "What people read when they are invited, and where they go afterwards.",
  name: "Account name",
  nameMissing: "Enter a name for the account.",
  nameUse: "Invitations and mails name the account like this.",
  homeUrl: "Home page",
  homeUrlUse: "Where people go once they have joined, such as your own site. Without one they see their accounts.",
  homeUrlExample: "https://example.com/welcome",

  region: "Language and region",
  regionLead:
    "The language of mails, and how they write dates and times. Pages use what each reader's browser is set to.",
  timeZone: "Time zone",
  timeZoneMissing: "Choose a time zone.",
  timeZoneUse: "Type a city or a region, such as Berlin or Pacific.",
  locale: "Language and formats",
  localeExample: (deadline: string) => `A deadline reads: ${deadline}`,

  save: "Save settings",
  saved: "The settings were saved",
  unchanged: "Nothing has changed, so there was nothing to save",
} as const;
