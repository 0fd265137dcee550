import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { builtConfig, clientFolder, clientManifests, distFolder, root, workerOptionsFile } from "./paths.ts";

const stamp = join(distFolder, ".sources");

/** Builds the Worker and the pages unless the sources are those of the last build. */
export async function buildIfChanged(options: { quiet?: boolean } = {}): Promise<"built" | "unchanged"> {
  const sources = hashSources();
  const made = [stamp, builtConfig, workerOptionsFile].every((file) => existsSync(file));
  if (made && readFileSync(stamp, "utf8") === sources) return "unchanged";
  rmSync(distFolder, { recursive: true, force: true });
  // A start that has nothing to build does not wait for them.
  const { createBuilder } = await import("vite");
  const { unstable_getMiniflareWorkerOptions: readWorkerOptions } = await import("wrangler");
  const builder = await createBuilder({
    configFile: join(root, "vite.config.ts"),
    logLevel: options.quiet ? "warn" : "info",
  });
  await builder.buildApp();
  // Everything in the client folder is served; what lists its files is for the size budgets only.
  renameSync(join(clientFolder, ".vite"), clientManifests);
  pointWranglerToBuild();
  writeFileSync(workerOptionsFile, JSON.stringify(readWorkerOptions(builtConfig).workerOptions));
  writeFileSync(stamp, sources);
  return "built";
}

function hashSources(): string {
  const hash = createHash("sha256");
  const files = globSync(
    ["{shared,worker,web}/**/*.*", "web/public/_headers", "package-lock.json", "wrangler.toml", "vite.config.ts"],
    {
      cwd: root,
      exclude: ["**/.wrangler/**", "**/*.test.{ts,tsx}", "**/test/**"],
    },
  );
  for (const file of files.sort())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update("\0");
  return hash.digest("hex");
}

/** `wrangler deploy` and `wrangler d1 migrations apply`, run where wrangler.toml is, take the build. */
function pointWranglerToBuild(): void {
  const folder = join(root, ".wrangler", "deploy");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "config.json"), JSON.stringify({ configPath: "../../dist/usher/wrangler.json" }));
}

if (import.meta.main) {
  const result = await buildIfChanged();
  if (result === "unchanged") console.log("Nothing to build: the sources are those of the last build.");
}
