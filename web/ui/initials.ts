// Made once: making one costs a hundred times what asking it does.
let letters: Intl.Segmenter | undefined;

/** What can join the letter before it is written from here on. */
const combining = 0x300;

/** The first letters of first and last name, as readers see letters: a family emoji or an accented letter is one. */
export function initials(firstName: string, lastName: string): string {
  return (firstLetter(firstName.trim()) + firstLetter(lastName.trim())).toLocaleUpperCase() || "?";
}

function firstLetter(name: string): string {
  const [first, second] = [name.charCodeAt(0), name.charCodeAt(1)];
  // The segmenter need not be asked about most names, and it costs as much as the rest of a row.
  if (first < combining && !(second >= combining)) return name.charAt(0);
  letters ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  for (const { segment } of letters.segment(name)) return segment;
  return "";
}
