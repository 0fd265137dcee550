export type Sender = { name: string; email: string };

/** `Usher <usher@example.com>` or an address in its two parts, so that no name needs quoting. Null for neither. */
export function parseSender(from: string): Sender | null {
  const [, name = "", inBrackets, bare = ""] = /^\s*(?:"?([^"<]*?)"?\s*<([^<>]+)>|(\S+))\s*$/.exec(from) ?? [];
  const email = inBrackets?.trim() ?? bare;
  return /^[^\s@<>"(),:;]+@[^\s@<>"(),:;]+$/.test(email) ? { name, email } : null;
}

export function domainOf({ email }: Sender): string {
  return email.slice(email.lastIndexOf("@") + 1);
}
