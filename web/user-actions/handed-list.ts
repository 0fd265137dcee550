let handed = "";

/** Addresses that somebody typed where only one fits, on their way to the page that takes many. */
export function handList(text: string): void {
  handed = text;
}

/** Once: whoever comes later begins with an empty list. */
export function takeHandedList(): string {
  const text = handed;
  handed = "";
  return text;
}
