/** @jsxImportSource hono/jsx */
import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import { languageOf } from "../../../shared/texts/language.ts";
import type { Mail } from "../port.ts";
import { mailTextsIn } from "./mail-texts.ts";
import { isolated, plainText, setApart } from "./safe-text.ts";

const font = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";
const mono = "font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;";
const ink = "color:#25282d;";
const muted = "color:#5b6470;";
const link = "color:#472aff;text-decoration:underline;";
const breakable = "overflow-wrap:anywhere;word-break:break-word;";

// Programs that drop <style> show the inline styles alone, which are complete without it.
const styleSheet = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (max-width: 480px) {
  .gutter { padding: 16px 8px !important; }
  .card { padding: 28px 20px !important; }
  .fact td { display: block !important; width: auto !important; }
  .fact td:first-child { padding-bottom: 0 !important; }
  .fact td + td { padding-top: 0 !important; border-top: 0 !important; }
}
@media (prefers-color-scheme: dark) {
  .page { background-color: #16181c !important; }
  .card { background-color: #20242a !important; border-color: #363b43 !important; }
  .ink { color: #eceef1 !important; }
  .muted { color: #a9b1bc !important; }
  .link { color: #b3a8ff !important; }
  .line { border-color: #363b43 !important; }
  .inset { background-color: #2a2e36 !important; }
}`;

// Mail programs show the beginning of a mail beside its subject; this keeps the body out of it.
const preheaderFill = "\u034f\u200c\u00a0".repeat(80);
const hidden =
  "display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px;color:transparent;";

/** A sentence with a link in it: by its label in HTML, in full in the text. */
export type FooterLink = { sentence: (link: string) => string; label: string; url: string };

export type MailParts = {
  to: string;
  subject: string;
  preheader: string;
  headline: string;
  /** Paragraphs of the text part, the footer excepted. */
  text: string[];
  /** The HTML part between headline and footer. */
  html: Child;
  footer: (string | FooterLink)[];
  locale: string;
  origin: string;
  support: string | null;
};

/** Both parts of a mail, in the frame that all mails share. */
export function composeMail({
  to,
  subject,
  preheader,
  headline,
  text,
  html,
  footer,
  locale,
  origin,
  support,
}: MailParts): Mail {
  const { product, sentBy } = mailTextsIn(locale);
  const signature = sentBy(setApart(origin));
  const sentences = [...footer, signature];
  const plainSubject = plainText(subject);
  const page = (
    <html lang={languageOf(locale)} dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no" />
        <title>{plainSubject}</title>
        <style>{raw(styleSheet)}</style>
      </head>
      <body class="page" bgcolor="#f4f6f8" style="margin:0;padding:0;background-color:#f4f6f8;">
        <div style={hidden}>
          {plainText(preheader)}
          {preheaderFill}
        </div>
        <Table class="page" bgcolor="#f4f6f8" style="width:100%;background-color:#f4f6f8;">
          <tr>
            <td class="gutter" align="center" style="padding:32px 16px;">
              <Table style="width:100%;max-width:600px;">
                <tr>
                  <td class="ink" style={`${font}${ink}padding:0 4px 16px;font-size:18px;font-weight:700;`}>
                    {product}
                  </td>
                </tr>
                <tr>
                  <td
                    class="card"
                    bgcolor="#fefefe"
                    style="padding:36px 40px;background-color:#fefefe;border:1px solid #e0e5e8;border-radius:12px;"
                  >
                    <h1
                      class="ink"
                      style={`${font}${ink}${breakable}margin:0 0 20px;font-size:22px;line-height:1.3;font-weight:700;`}
                    >
                      <Sentence text={headline} />
                    </h1>
                    {html}
                  </td>
                </tr>
                <tr>
                  <td style="padding:20px 4px 0;">
                    {sentences.map((each) => (
                      <p
                        class="muted"
                        style={`${font}${muted}${breakable}margin:0 0 10px;font-size:13px;line-height:1.5;`}
                      >
                        <Sentence
                          text={typeof each === "string" ? each : each.sentence(setApart(each.label))}
                          links={{
                            ...{ [origin]: origin, ...supportLink(support) },
                            ...(typeof each === "string" ? {} : { [each.label]: each.url }),
                          }}
                        />
                      </p>
                    ))}
                  </td>
                </tr>
              </Table>
            </td>
          </tr>
        </Table>
      </body>
    </html>
  );
  return {
    to,
    subject: plainSubject,
    text: `${[...text, "--", ...sentences.map(inFull)].map(plainText).join("\n\n")}\n`,
    html: `<!doctype html>${page}`,
  };
}

function inFull(each: string | FooterLink): string {
  return typeof each === "string" ? each : each.sentence(each.url);
}

export function Paragraph({ text, links }: { text: string; links?: Record<string, string> }) {
  return (
    <p class="ink" style={`${font}${ink}${breakable}margin:0 0 16px;font-size:16px;line-height:1.5;`}>
      <Sentence text={text} links={links} />
    </p>
  );
}

/** Somebody's own words, set off from ours. */
export function Quotation({ lines }: { lines: string[] }) {
  return (
    <Table style="width:100%;margin:0 0 20px;">
      <tr>
        <td
          class="ink inset"
          bgcolor="#f4f6f8"
          dir="auto"
          style={`${font}${ink}${breakable}padding:14px 18px;background-color:#f4f6f8;border-radius:8px;font-size:16px;line-height:1.5;`}
        >
          {lines.map((line, index) => (
            <>
              {index > 0 && <br />}
              {line}
            </>
          ))}
        </td>
      </tr>
    </Table>
  );
}

/** Names, a line each. */
export function Listing({ lines }: { lines: string[] }) {
  return (
    <Table style="width:100%;margin:0 0 20px;">
      {lines.map((line) => (
        <tr>
          <td
            class="ink line"
            style={`${font}${ink}${breakable}padding:8px 0;border-top:1px solid #e0e5e8;font-size:15px;line-height:1.45;`}
          >
            <Sentence text={line} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

export type Fact = { label: string; value: string };

export function Facts({ facts }: { facts: Fact[] }) {
  const cell = `${font}${breakable}padding:10px 0;border-top:1px solid #e0e5e8;font-size:15px;line-height:1.45;vertical-align:top;`;
  return (
    <Table style="width:100%;margin:4px 0 24px;">
      {facts.map(({ label, value }) => (
        <tr class="fact">
          <td class="muted line" width="140" style={`${cell}${muted}width:140px;padding-right:12px;`}>
            {label}
          </td>
          <td class="ink line" style={`${cell}${ink}`}>
            <Sentence text={value} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** Padded twice: Outlook honours the cell's padding only, and the link's makes all of it a target elsewhere. */
export function Button({ href, label }: { href: string; label: string }) {
  return (
    <Table style="margin:0 0 24px;">
      <tr>
        <td align="center" bgcolor="#472aff" style="padding:5px 8px;background-color:#472aff;border-radius:8px;">
          <a
            href={href}
            style={`${font}display:inline-block;padding:8px 20px;color:#fefefe;font-size:16px;line-height:1.4;font-weight:600;text-decoration:none;`}
          >
            {label}
          </a>
        </td>
      </tr>
    </Table>
  );
}

export function RawLink({ href }: { href: string }) {
  return (
    <p style={`${font}margin:0;font-size:13px;line-height:1.5;word-break:break-all;`}>
      <a class="link" href={href} style={`${link}`}>
        {href}
      </a>
    </p>
  );
}

export function Code({ code }: { code: string }) {
  return (
    <Table style="width:100%;margin:0 0 20px;">
      <tr>
        <td
          class="ink inset"
          align="center"
          bgcolor="#f4f6f8"
          style={`${mono}${ink}padding:18px 8px 18px 16px;background-color:#f4f6f8;border-radius:8px;font-size:32px;line-height:1.25;font-weight:700;letter-spacing:8px;`}
        >
          {code}
        </td>
      </tr>
    </Table>
  );
}

/** A sentence of the catalogue with its names set apart, and linked where `links` knows them. */
function Sentence({ text, links = {} }: { text: string; links?: Record<string, string> | undefined }) {
  // Splitting by a pattern with one group puts what lies between the isolates at the odd places.
  return (
    <>
      {text.split(isolated).map((piece, index) => {
        if (index % 2 === 0) return piece;
        const href = Object.hasOwn(links, piece) ? links[piece] : undefined;
        if (href === undefined) return <bdi>{piece}</bdi>;
        return (
          <a class="link" href={href} style={link}>
            {piece}
          </a>
        );
      })}
    </>
  );
}

function Table({ children, ...attributes }: { children: Child; style: string; class?: string; bgcolor?: string }) {
  return (
    <table role="presentation" border={0} cellpadding="0" cellspacing="0" {...attributes}>
      <tbody>{children}</tbody>
    </table>
  );
}

/** SUPPORT is an address or a page. */
function supportLink(support: string | null): Record<string, string> {
  if (support === null) return {};
  if (/^https?:\/\//i.test(support)) return { [support]: support };
  return support.includes("@") ? { [support]: `mailto:${encodeURIComponent(support).replace("%40", "@")}` } : {};
}
