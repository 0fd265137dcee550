import { execFile, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, join } from "node:path";
import { promisify } from "node:util";
import { root } from "./paths.ts";

/** A folder of somebody who has the tarball and the document, and nothing else of ours. */
export type Integrator = {
  folder: string;
  /** Runs a command there; answers what it printed, and throws when it fails. */
  run: (command: string, args: string[], env?: Record<string, string>) => Promise<string>;
  /** The machine's own Node. */
  node: string;
};

const environment = cleanEnvironment();
const machinesNode = nodeOutsideOfThisProject();

/** Does word by word what the document says, up to having everything installed. */
export async function newIntegrator(tarball: string, commands: string): Promise<Integrator> {
  const parent = mkdtempSync(join(tmpdir(), "usher-integrator-"));
  copyFileSync(tarball, join(parent, basename(tarball)));
  await runIn(parent, "sh", ["-ec", commands]);
  const [, name = ""] = /^cd (\S+)$/m.exec(commands) ?? [];
  return integratorIn(join(parent, name));
}

/** Somebody who has copied an example out of what is installed, and does what its README says. */
export async function newIntegratorOf(example: string, from: Integrator, tarball: string): Promise<Integrator> {
  const folder = mkdtempSync(join(tmpdir(), "usher-example-"));
  cpSync(join(from.folder, "node_modules", "@usher", "client", "examples", example), folder, { recursive: true });
  copyFileSync(tarball, join(folder, basename(tarball)));
  await runIn(folder, "npm", ["install"]);
  return integratorIn(folder);
}

function integratorIn(folder: string): Integrator {
  return { folder, node: machinesNode, run: (command, args, env) => runIn(folder, command, args, env) };
}

async function runIn(cwd: string, command: string, args: string[], env: Record<string, string> = {}): Promise<string> {
  const options = { cwd, env: { ...environment, ...env }, maxBuffer: 16 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(command, args, options).catch((error) => {
    throw new Error(`${command} ${args.join(" ")} failed:\n${error.stdout}${error.stderr}`);
  });
  return stdout;
}

/** The same for what goes on, or is to be killed. */
export function start({ folder, node }: Integrator, args: string[], env: Record<string, string>) {
  const options: SpawnOptions = { cwd: folder, env: { ...environment, ...env }, stdio: ["ignore", "pipe", "inherit"] };
  const child = spawn(node, args, options);
  let output = "";
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
    output += chunk;
  });
  return { child, output: () => output, ended: once(child, "exit") };
}

/** Without what `npm test` adds for its own use: tools of this project, and where it is. */
function cleanEnvironment(): Record<string, string> {
  // How the registry is reached belongs to the machine; the rest of npm's is about the run that this is part of.
  const own = /^(npm_(?!config_(registry|userconfig|globalconfig|cache|ca|cafile|proxy|https_proxy|noproxy)$)|VITEST)/;
  const runtimes = ["NODE_ENV", "NODE_OPTIONS", "NODE_PATH", "INIT_CWD"];
  const kept = Object.entries(process.env).flatMap(([name, value]) =>
    own.test(name) || runtimes.includes(name) || value === undefined ? [] : [[name, value] as const],
  );
  const path = (process.env.PATH ?? "").split(delimiter).filter((folder) => !folder.includes("node_modules"));
  return { ...Object.fromEntries(kept), PATH: path.join(delimiter), npm_config_prefer_offline: "true" };
}

/** Node 20 on the machines that this runs on; without any, the one of this project. */
function nodeOutsideOfThisProject(): string {
  const found = (environment.PATH ?? "").split(delimiter).map((folder) => join(folder, "node"));
  return found.find((file) => existsSync(file)) ?? process.execPath;
}

const fence = /^```(\w+)\n([\s\S]*?)^```$/gm;

/** The document's commands and sources, as somebody would copy them. */
export function readDocument() {
  const text = readFileSync(join(root, "docs", "integrating.md"), "utf8");
  const blocks = [...text.matchAll(fence)].map(([all, language = "", code = ""]) => ({
    language,
    code,
    line: text.slice(0, text.indexOf(all)).split("\n").length + 1,
  }));
  const sources = blocks.filter(({ language }) => language === "ts");
  const named = sources.flatMap(({ code }) => {
    const [, name] = /^\/\/ ([\w-]+\.ts)\n/.exec(code) ?? [];
    return name === undefined ? [] : [{ name, code }];
  });
  const examples = sources.filter(({ code }) => !/^\/\/ [\w-]+\.ts\n/.test(code));
  return {
    text,
    commands: blocks.filter(({ language }) => language === "sh").map(({ code }) => code),
    settings: blocks.find(({ language }) => language === "json")?.code ?? "",
    files: [
      ...named,
      // One program, from top to bottom. Each line says where in the document it stands.
      {
        name: "examples.ts",
        code: examples.map(({ code, line }) => `// integrating.md, line ${line}\n${code}`).join("\n"),
      },
    ],
  };
}

export function writeFiles({ folder }: Integrator, files: { name: string; code: string }[]): void {
  for (const { name, code } of files) writeFileSync(join(folder, name), code);
}
