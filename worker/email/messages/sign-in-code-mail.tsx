/** @jsxImportSource hono/jsx */
import type { Mail } from "../port.ts";
import { Code, composeMail, Paragraph } from "./layout.tsx";
import { mailTextsIn } from "./mail-texts.ts";
import { setApart } from "./safe-text.ts";

export type SignInCodeMailData = { to: string; code: string; locale: string; origin: string; support: string | null };

/** Locked screens show the subject and the first words of a mail, so the code stands in neither. */
export function signInCodeMail({ to, code, locale, origin, support }: SignInCodeMailData): Mail {
  const texts = mailTextsIn(locale).signInCode;
  const lead = texts.lead(setApart(origin));
  const remarks = [texts.lifetime, texts.secrecy];
  return composeMail({
    to,
    subject: texts.subject,
    preheader: texts.preheader,
    headline: texts.headline,
    text: [lead, code, ...remarks],
    html: (
      <>
        <Paragraph text={lead} />
        <Code code={code} />
        {remarks.map((text) => (
          <Paragraph text={text} />
        ))}
      </>
    ),
    footer: [texts.unexpected(setApart(to)), ...(support === null ? [] : [texts.report(setApart(support))])],
    locale,
    origin,
    support,
  });
}
