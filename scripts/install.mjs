// Runs on whatever Node the machine has, before anything is installed: plain JavaScript, no packages.
// Installs when package-lock.json differs from what was installed last.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const stamp = `${root}node_modules/.usher-installed`;
const wanted = ["package-lock.json", ".npmrc"]
  .reduce((hash, file) => hash.update(readFileSync(root + file)), createHash("sha256"))
  .update(`${process.platform} ${process.arch}`)
  .digest("hex");

const installed = existsSync(stamp) && existsSync(`${root}node_modules/.bin/node`) ? readFileSync(stamp, "utf8") : "";
if (installed !== wanted) {
  console.log("Installing packages (a minute or two, only the first time) ...");
  // Warnings about the machine's older Node do not matter: the scripts run on the one being installed.
  const npm = spawnSync("npm", ["ci", "--loglevel=error"], { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  if (npm.status !== 0) {
    console.error("Installing the packages failed (npm ci); see above.");
    process.exit(npm.status ?? 1);
  }
  writeFileSync(stamp, wanted);
}
