/** The page by which whoever got an invitation's mail reports it and stops the next ones. */
export const stopTexts = {
  reading: "Opening…",
  title: (account: string) => `Stop invitations from ${account}`,
  lead: (account: string) =>
    `${account} has sent an invitation to your address. If you do not want that, you can report it and stop it here.`,
  effects: {
    declined: "The invitation in that mail is declined, if it is still open.",
    stopped: (account: string) => `${account} can send you no more invitations and reminders.`,
    seen: "Its administrators can see that you stopped them. Whoever runs this site is told of the account, not of you.",
    others: "Nothing else changes: other accounts can still invite you, and a place that you have is kept.",
  },
  stop: "Report and stop",
  stoppedTitle: "Invitations stopped",
  stopped: (account: string) => `${account} can send no more invitations and reminders to your address.`,
  undo: "Changed your mind? Then they may invite you again. What was declined stays declined.",
  allow: "Allow invitations again",
  deadTitle: "This link is not valid",
  dead: "Check that you copied all of it from the mail.",
  failedTitle: "The page could not be opened",
  tryAgain: "Try again",
  help: (support: string) => `Questions? Write to ${support}`,
} as const;
