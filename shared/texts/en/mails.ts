/**
 * Every sentence of the mails. Names come in already cleaned and set apart (see worker/email/messages/safe-text.ts), so
 * that one sentence serves the text part and the HTML part.
 */
export const mailTexts = {
  product: "Usher",
  greeting: (firstName: string | null) => (firstName === null ? "Hello," : `Hi ${firstName},`),
  sentBy: (origin: string) => `Sent by Usher for ${origin}`,
  andMore: (names: string, more: number) => `${names} and ${more} more`,

  invitation: {
    subject: (account: string, inviter: string | null) =>
      inviter === null ? `You are invited to join ${account}` : `${inviter} invited you to join ${account}`,
    preheader: (deadline: string) => `Accept or decline before ${deadline}.`,
    headline: (account: string) => `You are invited to join ${account}`,
    lead: (account: string, inviter: string | null) =>
      inviter === null ? `You have been invited to join ${account}.` : `${inviter} has invited you to join ${account}.`,
    messageFrom: (inviter: string | null) => (inviter === null ? "Message:" : `Message from ${inviter}:`),
    accountLabel: "Account",
    inviterLabel: "Invited by",
    inviterUnnamed: "An administrator of this account",
    addressLabel: "Invited address",
    groupsLabel: (count: number) => (count === 1 ? "Group" : "Groups"),
    deadlineLabel: "Valid until",
    button: "View invitation",
    linkIntro: "Accept or decline on this page. Opening it decides nothing:",
    unexpected: "If you did not expect this invitation, ignore this mail: you join nothing unless you accept.",
    /** `stop` is a link, so nothing follows it. */
    report: (account: string, stop: string, support: string | null) =>
      support === null
        ? `To report this invitation and get no more from ${account}: ${stop}`
        : `To report this invitation and get no more from ${account}, write to ${support}, or: ${stop}`,
    reportLink: "Report and stop",
  },

  newInvitation: {
    subject: (account: string, inviter: string | null) =>
      inviter === null
        ? `A new invitation to join ${account}`
        : `${inviter} sent you a new invitation to join ${account}`,
    headline: (account: string) => `A new invitation to join ${account}`,
    lead: (account: string, inviter: string | null) =>
      inviter === null
        ? `You have a new invitation to join ${account}.`
        : `${inviter} has sent you a new invitation to join ${account}.`,
    replaces: "It replaces the earlier invitation, whose link no longer works.",
  },

  reminder: {
    subject: (account: string, inviter: string | null) =>
      inviter === null
        ? `Reminder: you are invited to join ${account}`
        : `Reminder: ${inviter} invited you to join ${account}`,
    headline: (account: string) => `Your invitation to join ${account} ends soon`,
    lead: (account: string, inviter: string | null) =>
      inviter === null
        ? `You have been invited to join ${account}, and have not answered yet.`
        : `${inviter} has invited you to join ${account}, and you have not answered yet.`,
    sameLink: "The link is the one you already have.",
  },

  /** To whoever invited. A name may be an address where somebody has no name. */
  news: {
    accepted: (name: string, account: string) => `${name} has accepted your invitation to ${account}`,
    declined: (name: string, account: string) => `${name} has declined your invitation to ${account}`,
    expired: (name: string, account: string) => `Your invitation of ${name} to ${account} has expired`,
    several: (count: number, account: string) => `News of ${count} of your invitations to ${account}`,
    lead: (account: string) => `This is what became of people whom you invited to join ${account}.`,
    acceptedBy: (count: number) => (count === 1 ? "1 person has accepted" : `${count} people have accepted`),
    declinedBy: (count: number) => (count === 1 ? "1 person has declined" : `${count} people have declined`),
    expiredFor: (count: number) => (count === 1 ? "1 invitation has expired" : `${count} invitations have expired`),
    more: (count: number) => `and ${count} more`,
    renew: "Whoever still wants to join needs a new invitation. You can send it from the list of users.",
    gathered: "Further news is gathered, and comes at most once an hour.",
    stop: (account: string, origin: string) =>
      `You get this mail because you, or a program with a token of yours, invited these people to ${account}. Which news you get is up to you: sign in at ${origin} and choose in your profile.`,
    report: (account: string, support: string | null) =>
      support === null
        ? `If you did not invite them, tell another administrator of ${account}.`
        : `If you did not invite them, tell another administrator of ${account}, or write to ${support}.`,
  },

  removal: {
    subject: (account: string) => `Your access to ${account} has ended`,
    headline: (account: string) => `Your access to ${account} has ended`,
    lead: (account: string, address: string) =>
      `An administrator of ${account} has removed ${address} from the account.`,
    scope: "This ends your access to this account only.",
    mistake: (account: string, support: string | null) =>
      support === null
        ? `If you think this is a mistake, ask an administrator of ${account}.`
        : `If you think this is a mistake, ask an administrator of ${account}, or write to ${support}.`,
    stop: (account: string, stop: string) => `To get no invitations from ${account} any more: ${stop}`,
    stopLink: "Stop invitations",
  },

  signInCode: {
    subject: "Your sign-in code",
    preheader: "Open this mail to see it. It works for 10 minutes.",
    headline: "Your sign-in code",
    lead: (origin: string) => `Enter this code to sign in at ${origin}:`,
    lifetime: "It works once and for 10 minutes. If you asked for several codes, only the latest one works.",
    secrecy: "Give it to nobody. We never ask for it by phone, by chat or by mail.",
    unexpected: (address: string) =>
      `It was asked for with the address ${address}. If that was not you, ignore this mail: without the code nobody can sign in.`,
    report: (support: string) => `If such mails keep coming, write to ${support}.`,
  },

  passkeyAdded: {
    subject: "A passkey was added to your sign-in",
    preheader: "Nothing to do if that was you.",
    headline: "A passkey was added to your sign-in",
    lead: (address: string, device: string, origin: string) =>
      `Somebody signed in as ${address} has just added a passkey (${device}). It signs in at ${origin} without a code.`,
    known: "If that was you, there is nothing to do.",
    unknown:
      "If it was not you: sign in, open your profile, remove the passkey and sign out everywhere. Whoever added it had access to your mail or to a browser in which you had just signed in, so look after these too.",
    report: (support: string) => `If you need help, write to ${support}.`,
  },
} as const;
