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
    "What Usher may mail you about people whom you, or a token of yours, invited: at once, then gathered, at most once an hour.",
  accepted: "Somebody has accepted",
  declined: "Somebody has declined",
  expired: "An invitation has expired",
  saveMails: "Save choice",
  mailsSaved: "Your choice was saved",

  signIn: "Signing in",
  signInLead: "Your address is what you sign in with, the same in all of your accounts.",
  email: "Email address",
  emailFixed: "It cannot be changed. To use another address, have that one invited.",

  passkeys: "Passkeys",
  passkeysLead:
    "A passkey signs you in without a code: with your finger, your face or the PIN of your device. It opens all of your accounts.",
  loadingPasskeys: "Loading your passkeys…",
  noPasskeys: "You have none yet.",
  addPasskey: "Add a passkey",
  passkeyAdded: "Your passkey was added. We have told you by mail, too.",
  added: (at: string) => `Added ${at}`,
  lastUsed: (at: string) => `last used ${at}`,
  neverUsed: "not used yet",
  synced: "kept by your passkey provider",
  rename: "Rename",
  renameLabel: (passkey: string) => `Rename ${passkey}`,
  renameTitle: "Rename this passkey",
  passkeyName: "Name",
  passkeyNameHint: (device: string) => `Left empty, it goes by where it was added: ${device}.`,
  passkeyNameTooLong: (most: number) => `Use at most ${most} characters.`,
  saveName: "Save name",
  passkeyRenamed: "The passkey has its new name",
  remove: "Remove",
  removeLabel: (passkey: string) => `Remove ${passkey}`,
  removeTitle: "Remove this passkey?",
  removeText: (passkey: string) =>
    `${passkey} no longer signs you in. A code by mail still does. Delete it where it is kept as well: on your device, or with your passkey provider.`,
  removeConfirm: "Remove passkey",
  passkeyRemoved: "The passkey was removed",
  signInAgainTitle: "Sign in again first",
  signInAgainText:
    "To add a passkey, you need to have signed in within the last 15 minutes. That keeps whoever finds this browser open from adding one of their own.",
  signInAgain: "Sign in again",

  sessions: "Where you are signed in",
  sessionsLead: "Every browser in which you are signed in. Sign out of those that you do not know or no longer use.",
  loadingSessions: "Loading where you are signed in…",
  thisBrowser: "This browser",
  signedIn: (at: string) => `Signed in ${at}`,
  lastSeen: (when: string) => `last used ${when}`,
  withinTheHour: "within the last hour",
  signOut: "Sign out",
  signOutLabel: (device: string, at: string) => `Sign out of ${device}, signed in ${at}`,
  sessionEnded: (device: string) => `${device} is signed out`,
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
