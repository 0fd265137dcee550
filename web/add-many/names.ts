export type Name = { firstName: string; lastName: string };

/** `Meyer, Anna` and `Anna Maria Meyer`: the last word is the last name unless a comma says otherwise. */
export function splitName(fullName: string): Name {
  const name = fullName.replace(/\s+/g, " ").trim();
  const comma = name.indexOf(",");
  if (comma > 0) return { firstName: name.slice(comma + 1).trim(), lastName: name.slice(0, comma).trim() };
  const space = name.lastIndexOf(" ");
  return space < 0
    ? { firstName: name, lastName: "" }
    : { firstName: name.slice(0, space), lastName: name.slice(space + 1) };
}

/** A first guess where a list has addresses only; whoever accepts writes their own name. */
export function nameFromAddress(address: string): Name {
  const local = address.slice(0, address.lastIndexOf("@")).replace(/\+.*$/, "");
  const words = local.split(/[._-]+/).filter((word) => /\p{L}/u.test(word));
  const [firstName = local, ...rest] = words.map(capitalised);
  return { firstName, lastName: rest.join(" ") };
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
