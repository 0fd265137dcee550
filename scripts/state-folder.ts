import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startRefusal } from "./start-refusal.ts";

/** The databases of an empty Usher and what they write beside themselves. */
const neededMegabytes = 8;

/** Makes the folder, and finds out before anything else does that nothing can be kept in it. */
export function prepareStateFolder(stateFolder: string): void {
  const probe = join(stateFolder, "probe");
  try {
    mkdirSync(stateFolder, { recursive: true });
    writeFileSync(probe, Buffer.alloc(neededMegabytes * 1024 ** 2));
    rmSync(probe);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const sentence = sentences[code];
    if (sentence === undefined) throw error;
    // What was written of it must not fill the disk.
    if (code === "ENOSPC" || code === "EDQUOT") rmSync(probe, { force: true });
    throw startRefusal(sentence(stateFolder));
  }
}

const full = (folder: string) =>
  `The disk is full: ${folder} has no room for the ${neededMegabytes} MB that Usher begins with. Free some space, or set USHER_STATE to another folder.`;
const readOnly = (folder: string) =>
  `${folder} cannot be written to. Make it writable, or set USHER_STATE to another folder.`;
const noFolder = (folder: string) => `${folder} is no folder. Set USHER_STATE to one.`;

const sentences: Record<string, (folder: string) => string> = {
  ENOSPC: full,
  EDQUOT: full,
  EROFS: readOnly,
  EACCES: readOnly,
  EPERM: readOnly,
  EEXIST: noFolder,
  ENOTDIR: noFolder,
};
