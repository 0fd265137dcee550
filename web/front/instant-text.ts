import { fullInstant } from "../ui/date-time.ts";

/** An instant within a sentence: in the reader's zone, and in their own kind of English, as the sentence is English. */
export function instantText(at: number): string {
  return fullInstant(at, { locale: navigator.languages.find((tag) => tag.startsWith("en-")) ?? "en-GB" });
}
