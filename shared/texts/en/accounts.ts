/** The pages of whoever is signed in: their accounts, their open invitations, a first account's name. */
export const accountsTexts = {
  title: "Your accounts",
  signedInAs: (address: string) => `Signed in as ${address}`,
  signOut: "Sign out",
  loading: "Loading your accounts…",

  invitations: "Open invitations",
  invitedBy: (inviter: string, groups: string[]) => `${inviter} invited you to the ${groupList(groups)}.`,
  invited: (groups: string[]) => `You have been invited to the ${groupList(groups)}.`,
  openUntil: (at: string) => `Open until ${at}`,
  accept: "Accept",
  acceptOf: (account: string) => `Accept the invitation to ${account}`,
  decline: "Decline",
  declineOf: (account: string) => `Decline the invitation to ${account}`,
  declineTitle: "Decline the invitation?",
  declineEffect: (account: string) => `You will not join ${account}. To join later you need a new invitation.`,
  declineConfirm: "Decline invitation",
  keep: "Keep invitation",
  declined: (account: string) => `Declined the invitation to ${account}.`,

  accounts: "Accounts",
  administrator: "Administrator",
  member: "Member",
  none: "You have not joined an account.",
  noneNext: (address: string) => `When somebody invites ${address}, the invitation appears here.`,
  create: "Create an account",

  newTitle: "Name your account",
  newLead: "This is the name that people see when you invite them, such as your organisation's.",
  name: "Account name",
  nameMissing: "Enter a name for the account.",
  newSubmit: "Create account",
  mayNotCreate: "You cannot create an account. Ask the people who run this installation.",
} as const;

function groupList(groups: string[]): string {
  return `${groups.length === 1 ? "group" : "groups"} ${groups.join(", ")}`;
}
