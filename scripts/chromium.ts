import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const elsewhere = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const isRoot = process.getuid?.() === 0;

/** CHROME_PATH, or the first Chromium or Chrome that is installed. */
function findChromium(): string | undefined {
  const { CHROME_PATH, PATH = "" } = process.env;
  if (CHROME_PATH) return CHROME_PATH;
  const inPath = names.flatMap((name) => PATH.split(delimiter).map((folder) => join(folder, name)));
  return [...inPath, ...elsewhere].find(isExecutable);
}

/** Finds a browser for the tests, or installs Debian's when we may. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  const install = "apt-get update && apt-get install -y chromium";
  const canInstall = isRoot && existsSync("/usr/bin/apt-get");
  if (canInstall) {
    console.log("Installing Chromium for the browser tests (once) ...");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const { status, stdout, stderr } = spawnSync("sh", ["-c", install], { env, encoding: "utf8" });
    if (status !== 0) console.error(stdout, stderr);
  }
  const installed = canInstall ? findChromium() : undefined;
  if (installed) return installed;
  throw new Error(
    `The browser tests need Chromium or Chrome. Install it, on Debian with:\n  sudo sh -c '${install}'\nor set CHROME_PATH.`,
  );
}

/** For playwright-core's `chromium.launch`. The flags keep Chromium from looking for anything outside. */
export function launchOptions() {
  return {
    executablePath: ensureChromium(),
    headless: true,
    args: [
      ...(isRoot ? ["--no-sandbox"] : []),
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-dev-shm-usage",
    ],
  };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
