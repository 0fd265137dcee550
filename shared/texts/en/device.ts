/** What a browser is called by what is known of it. The names themselves are the same everywhere. */
export const deviceTexts = {
  both: (browser: string, system: string) => `${browser} on ${system}`,
  unknown: "Unknown browser",
} as const;
