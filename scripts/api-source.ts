import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./paths.ts";
import { readApi } from "./read-api.ts";
import { writeApi } from "./write-api.ts";

export const apiFile = join(root, "client", "api.ts");

/** What client/api.ts should be, formatted as the repository is. */
export function apiSource(): string {
  const biome = join(root, "node_modules", ".bin", "biome");
  return execFileSync(biome, ["format", `--stdin-file-path=${apiFile}`], {
    cwd: root,
    input: writeApi(readApi()),
    encoding: "utf8",
  });
}
