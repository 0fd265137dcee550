import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.ts";
import { readApi } from "./read-api.ts";
import { writeApi } from "./write-api.ts";
import { fillReference } from "./write-reference.ts";

/** What is made from the router, by file: the client's types, and what the document says of them. */
export function madeFiles(): Map<string, string> {
  const model = readApi();
  const api = join(root, "client", "api.ts");
  const document = join(root, "docs", "integrating.md");
  const types = execFileSync(
    join(root, "node_modules", ".bin", "biome"),
    // Formatted as the repository is.
    ["format", `--stdin-file-path=${api}`],
    { cwd: root, input: writeApi(model), encoding: "utf8" },
  );
  return new Map([
    [api, types],
    [document, fillReference(readFileSync(document, "utf8"), model, types)],
  ]);
}
