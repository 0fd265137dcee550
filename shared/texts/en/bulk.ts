/** Acting on many users at once: choosing them, the question before, and what came of it. */
export const bulkTexts = {
  select: (name: string) => `Select ${name}`,
  selectPage: "Select all rows of this page",
  selected: (count: string, isOne: boolean) => (isOne ? "1 selected" : `${count} selected`),
  selectAll: (count: string) => `Select all ${count}`,
  selectFirst: (count: string) => `Select the first ${count}`,
  gathering: (done: string, total: string) => `Selecting: ${done} of ${total}`,
  stopGathering: "Stop",
  clear: "Clear selection",
  bar: "Selected users",
  resend: "Resend",
  sendNew: "Send new",
  edit: "Edit groups",
  remove: "Remove",

  titles: {
    resend: "Resend invitations?",
    sendNew: "Send new invitations?",
    edit: "Edit groups",
    remove: "Remove users?",
  },
  effects: {
    resend: (count: string, isOne: boolean) =>
      isOne
        ? "1 person gets the invitation again. The link stays the same."
        : `${count} people get their invitation again. The links stay the same.`,
    sendNew: (count: string, isOne: boolean) =>
      isOne
        ? "1 person gets a new invitation. The old link stays dead."
        : `${count} people get a new invitation. The old links stay dead.`,
    edit: (count: string, isOne: boolean) =>
      isOne ? "1 person will be in exactly these groups:" : `${count} people will be in exactly these groups:`,
    remove: (count: string, isOne: boolean) =>
      isOne ? "1 person will be removed." : `${count} people will be removed.`,
  },
  newDeadline: (when: string, isOne: boolean) =>
    isOne
      ? `The link will be valid until ${when}.`
      : `The links will be valid until ${when}, each counted from when its mail leaves.`,
  deadlineAwaited: "Working out until when the links will be valid",
  paced: "The mails leave one after the other, a few dozen a minute.",
  removesPending: (count: string, isOne: boolean) =>
    isOne
      ? "1 invitation link stops working at once, without a mail."
      : `${count} invitation links stop working at once, without a mail.`,
  removesJoined: (count: string, isOne: boolean) =>
    isOne
      ? "1 person loses access to this account only, and is told by mail."
      : `${count} people lose access to this account only, and are told by mail.`,
  losesPowers: (count: string, isOne: boolean) =>
    isOne
      ? "1 of them is an administrator: their open invitations into Administrators and their API tokens stop working."
      : `${count} of them are administrators: their open invitations into Administrators and their API tokens stop working.`,
  unable: (count: string, isOne: boolean) => (isOne ? "1 person is left out:" : `${count} people are left out:`),
  unableReason: (count: string, sentence: string) => `${count}: ${sentence}`,
  nobody: "This is possible for none of them:",
  confirm: {
    resend: (count: string) => `Resend ${count}`,
    sendNew: (count: string) => `Send ${count} new`,
    edit: (count: string) => `Save for ${count}`,
    remove: (count: string) => `Remove ${count}`,
  },

  running: "Working",
  progress: (done: string, total: string) => `${done} of ${total}`,
  stop: "Stop",
  doneTitle: "Done",
  stoppedTitle: "Stopped",
  brokeOff: (sentence: string) => `It broke off: ${sentence}`,
  goOn: "Go on",
  close: "Done",
  summary: {
    resend: (count: string, isOne: boolean) => (isOne ? "1 invitation resent" : `${count} invitations resent`),
    sendNew: (count: string, isOne: boolean) => (isOne ? "1 new invitation" : `${count} new invitations`),
    edit: (count: string, isOne: boolean) => (isOne ? "Groups of 1 person saved" : `Groups of ${count} people saved`),
    remove: (count: string, isOne: boolean) => (isOne ? "1 person removed" : `${count} people removed`),
  },
  results: "What came of each",
  person: "Person",
  outcome: "Outcome",
  noRows: "Nobody here.",
  filters: { all: "All", done: "Done", nothing: "Left out", problem: "Not done" },
  outcomes: { resend: "Resent", sendNew: "New invitation", edit: "Saved", remove: "Removed" },
  until: (outcome: string, when: string) => `${outcome}, valid until ${when}`,
  untried: "Not tried",
} as const;
