import { addManyTexts } from "../texts/add-many.ts";
import { decodeText } from "./decode-text.ts";

/** Ten thousand people with everything about them stay far below this. */
const maxBytes = 20_000_000;

/** The text of a chosen file, or a sentence that says why there is none. */
export async function readFile(file: File): Promise<{ text: string } | { problem: string }> {
  try {
    if (file.size > maxBytes) return { problem: addManyTexts.fileTooLarge };
    const bytes = new Uint8Array(await file.arrayBuffer());
    return isSpreadsheet(bytes) ? { problem: addManyTexts.spreadsheet } : { text: decodeText(bytes) };
  } catch {
    return { problem: addManyTexts.fileUnreadable };
  }
}

/** The beginnings of a zip archive (.xlsx, .ods) and of an older .xls. */
function isSpreadsheet([first, second]: Uint8Array): boolean {
  return (first === 0x50 && second === 0x4b) || (first === 0xd0 && second === 0xcf);
}
