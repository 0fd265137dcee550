/** @jsxImportSource hono/jsx */
import { deviceText } from "../../../shared/device-text.ts";
import type { Device } from "../../../shared/sign-in-means.ts";
import { deviceTexts as german } from "../../../shared/texts/de/device.ts";
import { deviceTexts as english } from "../../../shared/texts/en/device.ts";
import { languageOf } from "../../../shared/texts/language.ts";
import type { Mail } from "../port.ts";
import { composeMail, Paragraph } from "./layout.tsx";
import { mailTextsIn } from "./mail-texts.ts";
import { setApart } from "./safe-text.ts";

export type PasskeyAddedMailData = {
  to: string;
  device: Device;
  locale: string;
  origin: string;
  support: string | null;
};

/** Whoever it was, the owner of the address hears of another way in. */
export function passkeyAddedMail({ to, device, locale, origin, support }: PasskeyAddedMailData): Mail {
  const texts = mailTextsIn(locale).passkeyAdded;
  const where = deviceText(device, languageOf(locale) === "de" ? german : english);
  const paragraphs = [texts.lead(setApart(to), setApart(where), setApart(origin)), texts.known, texts.unknown];
  return composeMail({
    to,
    subject: texts.subject,
    preheader: texts.preheader,
    headline: texts.headline,
    text: paragraphs,
    html: paragraphs.map((text) => <Paragraph text={text} />),
    footer: support === null ? [] : [texts.report(setApart(support))],
    locale,
    origin,
    support,
  });
}
