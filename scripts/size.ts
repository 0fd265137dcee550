import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { createBuilder, type Rolldown } from "vite";
import { buildIfChanged } from "./build.ts";
import { root } from "./paths.ts";
import { budgets, keepsSizeBudgets } from "./size-budgets.ts";

/** Says what the bytes of each budget are made of: its files, and in them packages and folders of ours. */

const shownAtMost = 12;
/** Files below this many characters are one thing each. */
const worthTakingApart = 1_000;
/** Characters that no source stands behind: compiled templates, what joins modules. */
const unmapped = "compiler and bundler";

await buildIfChanged({ quiet: true });
process.exitCode = keepsSizeBudgets() ? 0 : 1;
const chunks = await buildWithMaps();
for (const { what, files } of budgets) {
  console.log(`\n${what}`);
  for (const file of files()) {
    const content = readFileSync(file, "utf8");
    console.log(`  ${basename(file)}: ${gzipSync(content).length} bytes gzipped, of ${content.length} characters`);
    const chunk = chunks.get(basename(file));
    if (chunk === undefined && /-[\w-]{8}\.js$/.test(file))
      throw new Error(`The sources changed meanwhile: ${basename(file)} is no more. Try again.`);
    if (chunk !== undefined && content.length >= worthTakingApart) printParts(compositionOf(chunk), content.length);
  }
}

/** The same build again, in memory: the maps that a deployment would only carry along. By file name. */
async function buildWithMaps(): Promise<Map<string, Rolldown.OutputChunk>> {
  const builder = await createBuilder({
    configFile: join(root, "vite.config.ts"),
    logLevel: "error",
    build: { write: false, sourcemap: "hidden" },
  });
  const built = new Map<string, Rolldown.OutputChunk>();
  for (const environment of Object.values(builder.environments)) {
    for (const result of [await builder.build(environment)].flat()) {
      if (!("output" in result)) continue;
      for (const file of result.output) if (file.type === "chunk") built.set(basename(file.fileName), file);
    }
  }
  return built;
}

/** Minified characters by part, the largest first. */
function compositionOf({ code, map }: Rolldown.OutputChunk): [part: string, characters: number][] {
  const parts = new Map<string, number>();
  const found = map && new SourceMap({ ...map, file: map.file ?? "", sourceRoot: "", sourcesContent: [] });
  for (const [line, text] of code.split("\n").entries()) {
    for (let column = 0; column < text.length; column++) {
      const entry = found?.findEntry(line, column);
      const part = entry && "originalSource" in entry ? partOf(entry.originalSource) : unmapped;
      parts.set(part, (parts.get(part) ?? 0) + 1);
    }
  }
  return [...parts].sort(([, a], [, b]) => b - a);
}

/** The package of a source, or its folder in the project. */
function partOf(source: string): string {
  const inPackage = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source);
  if (inPackage?.[1]) return inPackage[1];
  const ours = /(?:^|\/)((?:shared|worker|web)\/.*)$/.exec(source);
  if (!ours?.[1]) return unmapped;
  return ours[1].split("/").slice(0, -1).slice(0, 2).join("/");
}

function printParts(parts: [string, number][], all: number): void {
  const rest = parts.slice(shownAtMost).reduce((sum, [, characters]) => sum + characters, 0);
  const shown = parts.slice(0, shownAtMost);
  if (rest > 0) shown.push([`${parts.length - shownAtMost} more`, rest]);
  for (const [part, characters] of shown)
    console.log(
      `    ${String(characters).padStart(7)} ${`${Math.round((100 * characters) / all)}%`.padStart(4)}  ${part}`,
    );
}
