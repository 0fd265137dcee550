/** The first letters of first and last name, as readers see letters: a family emoji or an accented letter is one. */
export function initials(firstName: string, lastName: string): string {
  const letters = [firstName, lastName].map(firstLetter).join("");
  return letters.toLocaleUpperCase() || "?";
}

function firstLetter(name: string): string {
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(name.trim()))
    return segment;
  return "";
}
