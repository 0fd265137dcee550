/** @jsxImportSource hono/jsx */
import type { NotificationKind } from "../../../shared/notifications.ts";
import type { News, NewsPerson } from "../../db/news.ts";
import type { Mail } from "../port.ts";
import { composeMail, Listing, Paragraph } from "./layout.tsx";
import { type MailTexts, mailTextsIn } from "./mail-texts.ts";
import { oneLine, setApart, shorten } from "./safe-text.ts";

export type NewsMailData = Omit<News, "email"> & { to: string; origin: string; support: string | null };

const subjectNameLength = 40;

/** To whoever invited. Carries no link into the account, and no invitation's. */
export function newsMail({ to, firstName, accountName, locale, kinds, origin, support }: NewsMailData): Mail {
  const { greeting: greet, news: texts } = mailTextsIn(locale);
  const account = setApart(accountName);
  const opening = [greet(firstName === "" ? null : setApart(firstName)), texts.lead(account)];
  const parts = kinds.map(({ kind, count, people }) => ({
    title: `${countText(texts, kind, count)}:`,
    lines: [...people.map(lineOf), ...(count > people.length ? [texts.more(count - people.length)] : [])],
  }));
  const hasExpired = kinds.some(({ kind }) => kind === "expired");
  const remarks = [...(hasExpired ? [texts.renew] : []), texts.gathered];
  return composeMail({
    to,
    subject: summaryText(texts, kinds, accountName, (name) => setApart(shorten(oneLine(name), subjectNameLength))),
    preheader: kinds.map(({ kind, count }) => countText(texts, kind, count)).join(", "),
    headline: summaryText(texts, kinds, accountName, setApart),
    text: [
      ...opening,
      ...parts.map(({ title, lines }) => [title, ...lines.map((line) => `- ${line}`)].join("\n")),
      ...remarks,
    ],
    html: (
      <>
        {opening.map((text) => (
          <Paragraph text={text} />
        ))}
        {parts.map(({ title, lines }) => (
          <>
            <Paragraph text={title} />
            <Listing lines={lines} />
          </>
        ))}
        {remarks.map((text) => (
          <Paragraph text={text} />
        ))}
      </>
    ),
    footer: [texts.stop(account, setApart(origin)), texts.report(account, support === null ? null : setApart(support))],
    locale,
    origin,
    support,
  });
}

/** One person is named; of several it says how many. */
function summaryText(
  texts: MailTexts["news"],
  kinds: News["kinds"],
  account: string,
  write: (name: string) => string,
): string {
  const count = kinds.reduce((sum, one) => sum + one.count, 0);
  const [first] = kinds;
  const person = first?.people[0];
  if (count !== 1 || first === undefined || person === undefined) return texts.several(count, write(account));
  return texts[first.kind](write(nameOf(person) || person.email), write(account));
}

function countText(texts: MailTexts["news"], kind: NotificationKind, count: number): string {
  switch (kind) {
    case "accepted":
      return texts.acceptedBy(count);
    case "declined":
      return texts.declinedBy(count);
    case "expired":
      return texts.expiredFor(count);
  }
}

function lineOf(person: NewsPerson): string {
  const name = nameOf(person);
  return name === "" ? setApart(person.email) : `${setApart(name)} (${setApart(person.email)})`;
}

function nameOf({ firstName, lastName }: NewsPerson): string {
  return `${firstName} ${lastName}`.trim();
}
