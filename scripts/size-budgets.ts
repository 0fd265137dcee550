import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { clientFolder, workerFolder } from "./paths.ts";

type Chunk = { file: string; imports?: string[]; css?: string[] };
type Manifest = Record<string, Chunk>;

type Budget = {
  what: string;
  limit: number;
  files: () => string[];
};

const workerManifest = join(workerFolder, ".vite", "manifest.json");

export const budgets: Budget[] = [
  {
    what: "Worker code for a call without sign-in",
    limit: 70 * 1024,
    files: () => withImports(readManifest(workerManifest), ["../virtual:cloudflare/worker-entry"], workerFolder),
  },
  {
    what: "scripts of the accept page",
    limit: 16_000,
    files: () => scripts(withNamed(join(clientFolder, "accept.html"))),
  },
  {
    what: "first view of the Users page",
    limit: 100_000,
    files: () => withNamed(join(clientFolder, "index.html")),
  },
];

/** Prints each size, gzipped, beside its budget; true when all are kept. */
export function keepsSizeBudgets(): boolean {
  let kept = true;
  for (const { what, limit, files } of budgets) {
    const size = files().reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
    const fits = size <= limit;
    kept &&= fits;
    console.log(`${fits ? "ok  " : "OVER"} ${what}: ${size} of ${limit} bytes gzipped`);
  }
  return kept;
}

/** A page and all files that it names itself. */
function withNamed(page: string): string[] {
  const named = readFileSync(page, "utf8").matchAll(/ (?:src|href)="\/([^"]+)"/g);
  return [page, ...new Set([...named].map(([, file = ""]) => join(clientFolder, file)))];
}

/** The files of these entries and of all they import statically. */
function withImports(manifest: Manifest, entries: string[], folder: string): string[] {
  const files = new Set<string>();
  const seen = new Set<string>();
  function visit(key: string): void {
    if (seen.has(key)) return;
    seen.add(key);
    const chunk = manifest[key];
    if (chunk === undefined) throw new Error(`The build has no "${key}".`);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(join(folder, file));
    for (const imported of chunk.imports ?? []) visit(imported);
  }
  for (const entry of entries) visit(entry);
  return [...files];
}

function scripts(files: string[]): string[] {
  return files.filter((file) => file.endsWith(".js"));
}

function readManifest(file: string): Manifest {
  return JSON.parse(readFileSync(file, "utf8"));
}

if (import.meta.main) process.exitCode = keepsSizeBudgets() ? 0 : 1;
