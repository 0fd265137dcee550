import { join } from "node:path";
import { build, type Rolldown } from "vite";

export type Module = { type: "ESModule"; path: string; contents: string };

/** A Worker of bench/workers as a deployment would have it: one file, minified. */
export async function bundle(name: string): Promise<Module> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    define: { "process.env.NODE_ENV": '"production"' },
    resolve: { conditions: ["workerd", "worker", "browser"] },
    ssr: { target: "webworker", noExternal: true },
    build: {
      ssr: join(import.meta.dirname, "workers", `${name}.ts`),
      write: false,
      minify: true,
      target: "es2022",
      rolldownOptions: { external: /^(cloudflare|node):/, output: { codeSplitting: false } },
    },
  });
  const [chunk] = (built as Rolldown.RolldownOutput).output;
  return { type: "ESModule", path: "index.js", contents: chunk.code };
}
