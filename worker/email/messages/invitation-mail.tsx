/** @jsxImportSource hono/jsx */

import { deadlineText } from "../../../shared/deadline-text.ts";
import type { Mail } from "../port.ts";
import { Button, composeMail, type Fact, Facts, Paragraph, Quotation, RawLink } from "./layout.tsx";
import { type MailTexts, mailTextsIn } from "./mail-texts.ts";
import { lines, oneLine, setApart, shorten } from "./safe-text.ts";

export type InvitationMailData = {
  to: string;
  firstName: string;
  accountName: string;
  /** Null when whoever invited has been deleted, or a program did. */
  inviterName: string | null;
  groups: string[];
  message: string | null;
  url: string;
  /** Where its recipient stops further ones. */
  stopUrl: string;
  expiresAt: number;
  timeZone: string;
  /** Of the mail: its language, and how it writes the deadline. */
  locale: string;
  origin: string;
  support: string | null;
};

/** Names in a subject are cut here; the body has them whole. */
const subjectNameLength = 40;
const namedGroups = 10;

export function invitationMail(data: InvitationMailData): Mail {
  return compose(data, mailTextsIn(data.locale).invitation, []);
}

export function newInvitationMail(data: InvitationMailData): Mail {
  const { newInvitation } = mailTextsIn(data.locale);
  return compose(data, newInvitation, [newInvitation.replaces]);
}

/** The same offer and link once more. */
export function reminderMail(data: InvitationMailData): Mail {
  const { reminder } = mailTextsIn(data.locale);
  return compose(data, reminder, [reminder.sameLink]);
}

export const invitationMails = { invitation: invitationMail, newInvitation: newInvitationMail, reminder: reminderMail };

type Opening = Pick<MailTexts["invitation"], "subject" | "headline" | "lead">;

function compose(data: InvitationMailData, opening: Opening, remarks: string[]): Mail {
  const { greeting: greet, andMore, invitation: texts } = mailTextsIn(data.locale);
  const account = setApart(data.accountName);
  const inviter = data.inviterName === null ? null : setApart(data.inviterName);
  const support = data.support === null ? null : setApart(data.support);
  const deadline = deadlineText(data.expiresAt, data.timeZone, data.locale);
  const greeting = greet(data.firstName === "" ? null : setApart(data.firstName));
  const lead = opening.lead(account, inviter);
  const message = data.message === null || data.message.trim() === "" ? null : lines(data.message.trim());
  const facts: Fact[] = [
    { label: texts.accountLabel, value: account },
    { label: texts.inviterLabel, value: inviter ?? texts.inviterUnnamed },
    { label: texts.addressLabel, value: setApart(data.to) },
    { label: texts.groupsLabel(data.groups.length), value: groupsText(data.groups, andMore) },
    { label: texts.deadlineLabel, value: deadline },
  ];
  return composeMail({
    to: data.to,
    subject: opening.subject(
      inSubject(data.accountName),
      data.inviterName === null ? null : inSubject(data.inviterName),
    ),
    preheader: texts.preheader(deadline),
    headline: opening.headline(account),
    text: [
      greeting,
      [lead, ...remarks].join(" "),
      ...(message === null
        ? []
        : [texts.messageFrom(inviter), message.map((line) => `> ${line}`.trimEnd()).join("\n")]),
      facts.map(({ label, value }) => `${label}: ${value}`).join("\n"),
      `${texts.linkIntro}\n${data.url}`,
    ],
    html: (
      <>
        <Paragraph text={greeting} />
        <Paragraph text={[lead, ...remarks].join(" ")} />
        {message !== null && (
          <>
            <Paragraph text={texts.messageFrom(inviter)} />
            <Quotation lines={message} />
          </>
        )}
        <Facts facts={facts} />
        <Button href={data.url} label={texts.button} />
        <Paragraph text={texts.linkIntro} />
        <RawLink href={data.url} />
      </>
    ),
    footer: [
      texts.unexpected,
      { sentence: (link) => texts.report(account, link, support), label: texts.reportLink, url: data.stopUrl },
    ],
    locale: data.locale,
    origin: data.origin,
    support: data.support,
  });
}

function inSubject(name: string): string {
  return setApart(shorten(oneLine(name), subjectNameLength));
}

function groupsText(groups: string[], andMore: MailTexts["andMore"]): string {
  const names = groups.slice(0, namedGroups).map(setApart).join(", ");
  return groups.length > namedGroups ? andMore(names, groups.length - namedGroups) : names;
}
