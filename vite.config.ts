import { existsSync, readdirSync } from "node:fs";
import { basename } from "node:path";
import { cloudflare } from "@cloudflare/vite-plugin";
import { defineConfig, type Plugin, type Rolldown } from "vite";
import solid from "vite-plugin-solid";

const here = import.meta.dirname;
/** Of the app and of the accept page: what is asked while the other scripts are on their way. */
const earlyScripts = [`${here}/web/early.ts`, `${here}/web/accept/early.ts`];

export default defineConfig({
  root: `${here}/web`,
  plugins: [
    // Also for packages, some of which come as JSX; but the Worker's mails are hono/jsx.
    solid({ exclude: [`${here}/worker/**`] }),
    cloudflare({ configPath: `${here}/wrangler.toml` }),
    earlyFirst(),
    acceptPage(),
    germanLater(),
    statementsWithoutIndent(),
    noSocialSignIn(),
    nativeSpread(),
  ],
  build: { outDir: `${here}/dist`, emptyOutDir: true, target: "es2022", modulePreload: { polyfill: false } },
  environments: {
    client: {
      build: {
        manifest: ".vite/app.json",
        rolldownOptions: {
          input: `${here}/web/index.html`,
          // Two files for the first view, and one for what three later ones share: sixty small ones would be fetched in a
          // dozen turns, and pack worse. German is awaited by the second, so nothing that German imports may be in it:
          // the two would wait for each other.
          output: {
            codeSplitting: {
              includeDependenciesRecursively: false,
              groups: [{ name: firstViewFile("app") }, { name: "common", minShareCount: 3, test: isNoPartOfGerman }],
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
        modulePreload: false,
        rolldownOptions: {
          input: `${here}/web/accept.html`,
          output: {
            codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: firstViewFile("accept") }] },
          },
        },
      },
    },
    usher: {
      build: {
        minify: true,
        rolldownOptions: {
          output: {
            // What every call needs is one file: cut up where something loaded later shares it, it would pack a tenth worse.
            codeSplitting: {
              groups: [{ name: (id, chunking) => (isNeededBy(isEntry, id, chunking) ? "start" : null) }],
            },
          },
        },
      },
    },
  },
});

/** SQL stands indented in its source, which no minifier takes out of a string. Nothing else there spans lines. */
function statementsWithoutIndent(): Plugin {
  return {
    name: "statements-without-indent",
    apply: "build",
    transform: {
      filter: { id: `${here}/worker/db/**` },
      handler: (code) => ({ code: code.replaceAll(/\n\s+/g, "\n"), map: null }),
    },
  };
}

type Chunking = { getModuleInfo: Rolldown.GetModuleInfo };

type Module = NonNullable<ReturnType<Chunking["getModuleInfo"]>>;

const isEntry = (module: Module) => module.isEntry;

/** Whether a chain of static imports leads to a module from one of these. */
function isNeededBy(isStart: (module: Module) => boolean, id: string, chunking: Chunking, seen = new Set<string>()) {
  if (seen.has(id)) return false;
  seen.add(id);
  const info = chunking.getModuleInfo(id);
  return (
    info !== null &&
    (isStart(info) || info.importers.some((importer): boolean => isNeededBy(isStart, importer, chunking, seen)))
  );
}

/** All that a page needs at first is one file, but what asks early is small and alone; with it comes what German imports. */
function firstViewFile(name: string): (id: string, chunking: Chunking) => string | null {
  return (id, chunking) => {
    if (isNeededBy((module) => earlyScripts.includes(module.id), id, chunking)) return "early";
    if (!isNeededBy(isEntry, id, chunking)) return null;
    return isNoPartOfGerman(id) ? name : "early";
  };
}

function isNoPartOfGerman(id: string): boolean {
  return !id.startsWith(`${here}/shared/texts/`) || id.startsWith(`${here}/shared/texts/en/`);
}

/**
 * Before everything else in the page, so that no other script, no style and no size of the page holds it up. The app
 * imports from the same file, whose state is therefore one.
 */
function earlyFirst(): Plugin {
  return {
    name: "early-first",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle }) {
        const file = Object.values(bundle ?? {}).find(
          (each) => each.type === "chunk" && each.moduleIds.some((id) => earlyScripts.includes(id)),
        );
        if (file === undefined) throw new Error("The build has no file that asks early.");
        const attrs = { type: "module", async: true, crossorigin: true, src: `/${file.fileName}` };
        return [{ tag: "script", attrs, injectTo: "head-prepend" }];
      },
    },
  };
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
 * The auth library brings along three dozen providers that nobody can sign in with here. A seventh of its code, which a
 * Worker would compile at every start.
 */
function noSocialSignIn(): Plugin {
  return {
    name: "no-social-sign-in",
    enforce: "pre",
    applyToEnvironment: ({ name }) => name === "usher",
    load: {
      filter: { id: /@better-auth\/core\/dist\/social-providers\/index\.mjs/ },
      handler: () => `import { string } from "zod";
        export const socialProviders = {}, SocialProviderListEnum = string();
        export const isGoogleHostedDomainAllowed = () => false, verifyGoogleIdToken = async () => null;`,
    },
  };
}

/**
 * tRPC comes with `{ ...a, ...b }` written out for browsers that have been gone for years. It copies the context of a call
 * half a dozen times, and takes an eighth of the processor that a call without a database needs.
 */
function nativeSpread(): Plugin {
  const helper = /function _objectSpread2\(e\) \{[\s\S]*?\n\}/;
  return {
    name: "native-spread",
    transform: {
      filter: { id: /@trpc[\\/]/, code: helper },
      handler: (code) => ({
        code: code.replace(helper, "function _objectSpread2(into, ...from) { return Object.assign(into, ...from); }"),
        map: null,
      }),
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
        if (surface === "reader-language") {
          const english = `() => { document.documentElement.lang = "en"; }`;
          return `${code}export const germanFile = readerLanguage === "de" ? import("${file}").catch(${english}) : undefined;`;
        }
        if (surface === "spoken") {
          return `${code}import { germanFile } from "./reader-language.ts"; export const german = await germanFile;`;
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
