/** @jsxImportSource hono/jsx */
import type { Mail } from "../port.ts";
import { composeMail, Paragraph } from "./layout.tsx";
import { mailTextsIn } from "./mail-texts.ts";
import { oneLine, setApart, shorten } from "./safe-text.ts";

export type RemovalMailData = {
  to: string;
  firstName: string;
  accountName: string;
  locale: string;
  origin: string;
  support: string | null;
  /** Null for who was never invited. */
  stopUrl: string | null;
};

/** For somebody who had joined. Names this account and no other. */
export function removalMail({ to, firstName, accountName, locale, origin, support, stopUrl }: RemovalMailData): Mail {
  const { greeting, removal: texts } = mailTextsIn(locale);
  const account = setApart(accountName);
  const paragraphs = [
    greeting(firstName === "" ? null : setApart(firstName)),
    `${texts.lead(account, setApart(to))} ${texts.scope}`,
  ];
  return composeMail({
    to,
    subject: texts.subject(setApart(shorten(oneLine(accountName), 60))),
    preheader: texts.scope,
    headline: texts.headline(account),
    text: paragraphs,
    html: paragraphs.map((text) => <Paragraph text={text} />),
    footer: [
      texts.mistake(account, support === null ? null : setApart(support)),
      ...(stopUrl === null
        ? []
        : [{ sentence: (link: string) => texts.stop(account, link), label: texts.stopLink, url: stopUrl }]),
    ],
    locale,
    origin,
    support,
  });
}
