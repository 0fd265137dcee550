/** What an id begins with tells what it names; the rest is random, in Crockford's base 32. */
export const idPrefixes = {
  user: "USR",
  account: "ACC",
  group: "GRP",
  token: "TOK",
  webhook: "WHK",
  invitation: "INV",
} as const;
export type IdKind = keyof typeof idPrefixes;

export const idPatterns = {
  user: /^USR-[0-9A-HJKMNP-TV-Z]{16}$/,
  account: /^ACC-[0-9A-HJKMNP-TV-Z]{16}$/,
  group: /^GRP-[0-9A-HJKMNP-TV-Z]{16}$/,
  token: /^TOK-[0-9A-HJKMNP-TV-Z]{16}$/,
  webhook: /^WHK-[0-9A-HJKMNP-TV-Z]{16}$/,
  invitation: /^INV-[0-9A-HJKMNP-TV-Z]{26}$/,
} as const satisfies Record<IdKind, RegExp>;

/** `USR-ABCDEFGH…` in groups of four, as people read it out. */
export function displayId(id: string): string {
  const [prefix = "", rest = ""] = id.split("-");
  return [prefix, ...(rest.match(/.{1,4}/g) ?? [])].join("-");
}
