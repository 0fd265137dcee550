import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { madeFiles } from "./made-files.ts";
import { root } from "./paths.ts";

const source = join(root, "client");
const output = join(source, "dist");

/** Makes the tarball that integrators install, of client/ as it stands, and answers where it is. */
export function packClient(): string {
  const folder = join(output, "package");
  rmSync(output, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const settings = "--composite false --emitDeclarationOnly false --rewriteRelativeImportExtensions".split(" ");
  const tsc = join(root, "node_modules", ".bin", "tsc");
  execFileSync(tsc, ["-p", "tsconfig.client.json", "--outDir", folder, ...settings], { cwd: root, stdio: "inherit" });
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".d.ts"))) {
    const path = join(folder, file);
    // The compiler leaves the names of sources in declarations, and there are none in the package.
    writeFileSync(path, readFileSync(path, "utf8").replace(/(from|import\() ?"(\.\/[\w-]+)\.ts"/g, '$1 "$2.js"'));
  }
  copyFileSync(join(source, "package.json"), join(folder, "package.json"));
  copyFileSync(join(root, "LICENSE"), join(folder, "LICENSE"));
  // Strangers have nothing but this.
  copyFileSync(join(root, "docs", "integrating.md"), join(folder, "README.md"));
  cpSync(join(root, "examples"), join(folder, "examples"), { recursive: true });
  const packed: [{ filename: string }] = JSON.parse(
    execFileSync("npm", ["pack", "--json", "--pack-destination", output], { cwd: folder, encoding: "utf8" }),
  );
  return join(output, packed[0].filename);
}

if (import.meta.main) {
  for (const [file, text] of madeFiles()) writeFileSync(file, text);
  console.log(packClient());
}
