// Made once: making one costs a hundred times what asking it does.
let letters: Intl.Segmenter | undefined;

/** The first letters of first and last name, as readers see letters: a family emoji or an accented letter is one. */
export function initials(firstName: string, lastName: string): string {
  return (firstLetter(firstName) + firstLetter(lastName)).toLocaleUpperCase() || "?";
}

function firstLetter(name: string): string {
  letters ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  for (const { segment } of letters.segment(name.trim())) return segment;
  return "";
}
