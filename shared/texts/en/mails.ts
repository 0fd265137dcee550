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
    report: (account: string, support: string | null) =>
      support === null
        ? `To report this invitation, or to get no more invitations from ${account}, ignore this mail and tell an administrator of that account.`
        : `To report this invitation, or to get no more invitations from ${account}, write to ${support}.`,
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
