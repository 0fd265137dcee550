import { existsSync, readdirSync } from "node:fs";
import { basename } from "node:path";
import { cloudflare } from "@cloudflare/vite-plugin";
import { defineConfig, type Plugin, type Rolldown } from "vite";
import solid from "vite-plugin-solid";

const here = import.meta.dirname;

export default defineConfig({
  root: `${here}/web`,
  plugins: [
    // Also for packages, some of which come as JSX; but the Worker's mails are hono/jsx.
    solid({ exclude: [`${here}/worker/**`] }),
    cloudflare({ configPath: `${here}/wrangler.toml` }),
    acceptPage(),
    germanLater(),
  ],
  build: { outDir: `${here}/dist`, emptyOutDir: true, target: "es2022", modulePreload: { polyfill: false } },
  environments: {
    client: {
      build: {
        manifest: ".vite/app.json",
        rolldownOptions: {
          input: `${here}/web/index.html`,
          // What three pages share is one file: sixty small ones would be fetched in a dozen turns, and pack worse. German
          // is awaited by that file, so nothing that German imports may be in it: the two would wait for each other.
          output: {
            codeSplitting: {
              includeDependenciesRecursively: false,
              groups: [{ name: "common", minShareCount: 3, test: isNoPartOfGerman }],
            },
          },
        },
      },
    },
    accept: {
      consumer: "client",
      build: {
        outDir: `${here}/dist/client`,
        emptyOutDir: false,
        copyPublicDir: false,
        manifest: ".vite/accept.json",
        rolldownOptions: { input: `${here}/web/accept.html` },
      },
    },
    usher: {
      build: {
        minify: true,
        rolldownOptions: {
          output: {
            // What every call needs is one file: cut up where something loaded later shares it, it would pack a tenth worse.
            codeSplitting: {
              groups: [{ name: (id, chunking) => (isNeededAtStart(id, chunking) ? "start" : null) }],
            },
          },
        },
      },
    },
  },
});

type Chunking = { getModuleInfo: Rolldown.GetModuleInfo };

/** Whether a chain of static imports leads to a module from an entry. */
function isNeededAtStart(id: string, chunking: Chunking, seen = new Set<string>()): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  const info = chunking.getModuleInfo(id);
  return (
    info !== null && (info.isEntry || info.importers.some((importer) => isNeededAtStart(importer, chunking, seen)))
  );
}

function isNoPartOfGerman(id: string): boolean {
  return !id.startsWith(`${here}/shared/texts/`) || id.startsWith(`${here}/shared/texts/en/`);
}

/** Built by itself: a chunk shared with the app would bring along what only the app needs of Solid. */
function acceptPage(): Plugin {
  return {
    name: "accept-page",
    enforce: "pre",
    load: {
      filter: { id: /\bvite\/preload-helper\b/ },
      // What this page loads later is one script each: nothing to look up beforehand, and half a kilobyte less.
      handler() {
        return this.environment.name === "accept" ? "export const __vitePreload = (load) => load();" : null;
      },
    },
    buildApp: {
      order: "post",
      async handler(builder) {
        const { accept } = builder.environments;
        if (accept) await builder.build(accept);
      },
    },
  };
}

/**
 * German comes in one file for each of the two pages' builds, fetched before anything is shown and only by who reads
 * it: a language more costs nobody else. Should the file not arrive, English does.
 */
function germanLater(): Plugin {
  const ofAccept = ["accept", "name-problems", "one-time-code", "passkey", "ui"];
  const all = readdirSync(`${here}/web/texts`).map((file) => basename(file, ".ts"));
  const ofApp = all.filter((surface) => surface !== "accept" && existsSync(`${here}/shared/texts/de/${surface}.ts`));
  const surfacesOf = ({ name }: { name: string }) => (name === "accept" ? ofAccept : ofApp);
  const file = "virtual:german";
  return {
    name: "german-later",
    applyToEnvironment: ({ name }) => name === "accept" || name === "client",
    resolveId: { filter: { id: /^virtual:german$/ }, handler: () => `\0${file}` },
    load: {
      filter: { id: /^\0virtual:german$/ },
      handler() {
        const surfaces = surfacesOf(this.environment);
        return surfaces.map((name) => `export * as "${name}" from "${here}/shared/texts/de/${name}.ts";`).join("\n");
      },
    },
    transform: {
      filter: { id: /[\\/]web[\\/]texts[\\/]/ },
      handler(code, id) {
        const surface = basename(id, ".ts");
        if (surface === "spoken") {
          const english = `() => { document.documentElement.lang = "en"; }`;
          return `${code}export const german = readerLanguage === "de" ? await import("${file}").catch(${english}) : undefined;`;
        }
        if (!surfacesOf(this.environment).includes(surface)) return code;
        return code.replace(
          /^import \* as de from .*$/m,
          `import { german } from "./spoken.ts"; const de = german?.["${surface}"] ?? en;`,
        );
      },
    },
  };
}
