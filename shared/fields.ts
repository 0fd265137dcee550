import * as v from "valibot";
import { normaliseAddress } from "./address.ts";
import { idPatterns } from "./ids.ts";
import { maxBulk, maxGroupsPerUser, maxMessageLength, maxNameLength, pageSizes } from "./limits.ts";
import type { InputProblem } from "./refusal.ts";

/** Schemas of single fields. A failed check's message is the name of an `InputProblem`. */

export function problem(name: InputProblem): InputProblem {
  return name;
}

/** Control, direction and invisible characters, halves of pairs, and what opens a tag. */
export const forbiddenInNames = /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff<>]/u;
/** A message may have lines and tabs. */
const forbiddenInMessages = /[^\P{Cc}\n\t]|[\p{Cs}\u202a-\u202e\u2066-\u2069]/u;
/** Joiners belong into words and fillers into syllables; a name of nothing else shows nothing. */
const visible = /[^\s\p{Cf}\p{M}\u115f\u1160\u3164\uffa0]/u;

// Names and messages travel in our mails: what a mail program would turn into a link is refused. Endings that are
// also words or surnames count only before a "/", and single letters are initials.
const link = new RegExp(
  [
    String.raw`://|(?<![\p{L}\p{N}])www\.`,
    String.raw`(?<![\p{L}\p{N}-])[\p{L}\p{N}-]{2,}\.(?:com|net|org|info|biz|io|co|me|tk|cc|tv|ru|cn|su|de|uk|eu|fr|nl|ai|gg|sh|to|ly|us|pl|jp|br|es|xyz|top|online|site|website|shop|store|app|dev|link|click|zip|mov)(?![\p{L}\p{N}])`,
    String.raw`(?<![\p{L}\p{N}-])[\p{L}\p{N}]\.(?:com|net|org)(?![\p{L}\p{N}])`,
    String.raw`(?<![\p{L}\p{N}-])[\p{L}\p{N}-]+\.\p{L}{2,}/`,
  ].join("|"),
  "iu",
);

function hasLink(text: string): boolean {
  return link.test(text.normalize("NFKC").replaceAll("。", "."));
}

export const address = v.pipe(
  v.string(problem("required")),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const normalised = normaliseAddress(dataset.value);
    if (normalised.ok) return normalised.address;
    addIssue({ message: normalised.problem });
    return NEVER;
  }),
);

function nameText() {
  return v.pipe(
    v.string(problem("required")),
    v.maxLength(4 * maxNameLength, problem("nameTooLong")),
    v.trim(),
    v.maxLength(maxNameLength, problem("nameTooLong")),
    v.check((text) => !forbiddenInNames.test(text), problem("nameCharacters")),
    v.check((text) => !hasLink(text), problem("nameWithLink")),
  );
}

/** A name that somebody must have; the last name may be empty: many people have one name only. */
export const requiredName = v.pipe(
  nameText(),
  v.check((text) => visible.test(text), problem("required")),
);
export const lastName = nameText();

export const message = v.pipe(
  v.string(problem("invalid")),
  v.maxLength(maxMessageLength, problem("messageTooLong")),
  // Lines end in many ways; mails and pages know one.
  v.transform((text) => text.replace(/\r\n?/g, "\n").trim()),
  v.check((text) => !forbiddenInMessages.test(text), problem("invalid")),
  v.check((text) => !hasLink(text), problem("messageWithLink")),
);

function id(pattern: RegExp) {
  return v.pipe(v.string(problem("invalid")), v.regex(pattern, problem("invalid")));
}
export const userId = id(idPatterns.user);
export const groupId = id(idPatterns.group);
export const tokenId = id(idPatterns.token);
export const webhookId = id(idPatterns.webhook);
export const groupIds = v.pipe(
  v.array(groupId, problem("required")),
  v.maxLength(maxGroupsPerUser, problem("tooMany")),
  v.transform((ids) => [...new Set(ids)]),
);
export const externalId = v.pipe(
  v.string(problem("invalid")),
  v.minLength(1, problem("required")),
  v.maxLength(maxNameLength, problem("nameTooLong")),
  v.check((text) => !forbiddenInNames.test(text), problem("nameCharacters")),
);
export const instant = v.pipe(
  v.number(problem("invalid")),
  v.safeInteger(problem("invalid")),
  v.minValue(0, problem("invalid")),
);
/** An invitation code as it stands behind the `#`. Anything longer is no code. */
export const code = v.pipe(v.string(problem("invalid")), v.maxLength(200, problem("invalid")));
export const cursor = v.pipe(v.string(problem("cursorInvalid")), v.maxLength(1_000, problem("cursorInvalid")));
export const pageSize = v.picklist(pageSizes, problem("invalid"));

export const repeatable = {
  /** Sent again with the same key within 24 hours, a call does nothing and answers what it has done. */
  idempotencyKey: v.optional(v.pipe(v.string(problem("invalid")), v.regex(/^[\x21-\x7e]{1,100}$/, problem("invalid")))),
};
export const guarded = {
  /** Refused as `conflict` unless the user's `revision` is still this one. */
  ifRevision: v.optional(v.pipe(v.number(problem("invalid")), v.safeInteger(problem("invalid")))),
};
export const userIds = v.pipe(
  v.array(userId, problem("required")),
  v.minLength(1, problem("required")),
  v.maxLength(maxBulk, problem("tooMany")),
);

export const timeZone = v.pipe(
  v.string(problem("zoneUnknown")),
  v.maxLength(64, problem("zoneUnknown")),
  v.check((zone) => isKnown(() => new Intl.DateTimeFormat("en", { timeZone: zone })), problem("zoneUnknown")),
);
/** A BCP 47 tag: a language and, if known, whose habits of writing dates. */
export const locale = v.pipe(
  v.string(problem("localeUnknown")),
  v.maxLength(35, problem("localeUnknown")),
  v.check((tag) => isKnown(() => Intl.getCanonicalLocales(tag)), problem("localeUnknown")),
);

function isKnown(ask: () => unknown): boolean {
  try {
    ask();
    return true;
  } catch {
    return false;
  }
}
