/** What belongs to whoever is signed in, in one account: names, mails, signing out, leaving. */
export const profileTexts = {
  title: "Your profile",
  loading: "Loading your profile…",

  names: "Your name",
  namesLead: (account: string) => `How people in ${account} see you. In other accounts you may go by another name.`,
  firstName: "First name",
  firstNameMissing: "Enter a name.",
  lastName: "Last name",
  save: "Save name",
  namesSaved: "Your name was saved",

  mails: "Mails about your invitations",
  mailsLead:
    "What Usher may mail you about people whom you invited. These mails are not sent yet; what you choose is kept for when they are.",
  accepted: "Somebody has accepted",
  declined: "Somebody has declined",
  expired: "An invitation has expired",
  saveMails: "Save choice",
  mailsSaved: "Your choice was saved",

  signIn: "Signing in",
  signInLead: "Your address is what you sign in with, the same in all of your accounts.",
  email: "Email address",
  emailFixed: "It cannot be changed. To use another address, have that one invited.",
  signOut: "Sign out",
  signOutEverywhere: "Sign out everywhere",
  everywhereTitle: "Sign out everywhere?",
  everywhereText: "Every browser in which you are signed in to Usher is signed out at once, this one included.",

  leave: "Leave this account",
  leaveLead: (account: string) => `You give up your place in ${account}. Your places in other accounts stay.`,
  leaveButton: "Leave account…",
  leaveTitle: (account: string) => `Leave ${account}?`,
  leaveText: (account: string) =>
    `You lose access to ${account} at once. To come back, you need a new invitation from one of its administrators.`,
  leaveConfirm: "Leave account",
  left: (account: string) => `You have left ${account}`,
  powers:
    "Open invitations into Administrators that you sent are withdrawn, and API tokens that you made stop working.",
  withdrawn: (count: number) =>
    count === 1
      ? "This open invitation into Administrators, which you sent, is withdrawn:"
      : `These ${count} open invitations into Administrators, which you sent, are withdrawn:`,
  withdrawnMore: (count: number) => `and ${count} more`,
  tokensStop: "API tokens that you made stop working.",
} as const;
