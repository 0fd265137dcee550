import { describe, expect, test } from "vitest";

type Catalogue = Record<string, unknown>;

const english = texts(import.meta.glob<Catalogue>("../../shared/texts/en/*.ts", { eager: true }));
const german = texts(import.meta.glob<Catalogue>("../../shared/texts/de/*.ts", { eager: true }));

/** Words that both languages have. */
const alike = new Set(
  "Alt Anna anna bob com Details example in ID Link Mail mail Meyer Name optional Passkeys Person Problem Status System Token Usher usher Webhook Webhooks".split(
    " ",
  ),
);

/** Every text by where it stands: `users.usersTexts.title`. */
function texts(modules: Record<string, Catalogue>): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const visit = (value: unknown, path: string) => {
    if (typeof value !== "object" || value === null) found.set(path, value);
    else for (const [key, part] of Object.entries(value)) visit(part, `${path}.${key}`);
  };
  for (const [file, module] of Object.entries(modules)) visit(module, file.replace(/.*\/|\.ts$/g, ""));
  return found;
}

/** What it says to parameters that can be told apart; the last one both given and empty, as plurals ask for. */
function sayings(text: unknown): string[] {
  if (typeof text === "string") return [text];
  if (typeof text !== "function") return [];
  const given = Array.from({ length: text.length }, (_, index) => `⟦${index}⟧`);
  return [given, given.with(-1, "")].flatMap((parameters) => {
    try {
      const said: unknown = text(...parameters);
      return typeof said === "string" && !said.includes("undefined") ? [said] : [];
    } catch {
      // It wants an object, which its own test gives it.
      return [];
    }
  });
}

const parametersIn = (sayings: string[]) => [...new Set(sayings.join().match(/⟦\d⟧/g))].sort();
const wordsIn = (sayings: string[]) =>
  sayings
    .join(" ")
    .replace(/⟦\d⟧/g, " ")
    .match(/\p{L}{2,}/gu) ?? [];
const pairs = [...english].map(([path, text]) => [path, sayings(text), sayings(german.get(path))] as const);

test("both languages have the same texts", () => {
  expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
  expect(pairs.length).toBeGreaterThan(500);
});

test("no text is empty, and all are typeset: quotes, dashes, dots", () => {
  for (const [path, ...both] of pairs) {
    for (const saying of both.flat()) {
      expect(saying.trim(), path).not.toBe("");
      expect(saying, path).not.toMatch(/"|\.\.\.|[\p{L}\d] - [\p{L}\d]/u);
    }
  }
});

test("a German text says all that the English one is given to say", () => {
  for (const [path, en, de] of pairs) {
    expect(parametersIn(de), path).toEqual(parametersIn(en));
  }
});

test("a German text is German", () => {
  for (const [path, en, de] of pairs) {
    if (en.join() === de.join())
      expect(
        wordsIn(de).filter((word) => !alike.has(word)),
        path,
      ).toEqual([]);
  }
});

describe("one word per thing", () => {
  test("in English an address is an email, and what is sent there a mail", () => {
    for (const [path, en] of pairs) expect(en.join(), path).not.toMatch(/e-mail/i);
  });

  test("in German readers are addressed as Sie, and their address is E-Mail", () => {
    for (const [path, , de] of pairs) {
      expect(de.join(), path).not.toMatch(/\b(du|dir|dich|dein\w*|euch|eure\w*)\b|\bE-?mail/);
      expect(de.join(), path).not.toMatch(/\b(User|Account|Login|Invitation|Nutzer|Audit)\b/);
    }
  });
});
