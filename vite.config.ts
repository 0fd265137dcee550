import { cloudflare } from "@cloudflare/vite-plugin";
import { defineConfig, type Plugin } from "vite";
import solid from "vite-plugin-solid";

const here = import.meta.dirname;

export default defineConfig({
  root: `${here}/web`,
  plugins: [
    // Also for packages, some of which come as JSX; but the Worker's mails are hono/jsx.
    solid({ exclude: [`${here}/worker/**`] }),
    cloudflare({ configPath: `${here}/wrangler.toml` }),
    acceptPage(),
  ],
  build: { outDir: `${here}/dist`, emptyOutDir: true, target: "es2022", modulePreload: { polyfill: false } },
  environments: {
    client: {
      build: { manifest: ".vite/app.json", rolldownOptions: { input: `${here}/web/index.html` } },
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
    usher: { build: { minify: true } },
  },
});

/** Built by itself: a chunk shared with the app would bring along what only the app needs of Solid. */
function acceptPage(): Plugin {
  return {
    name: "accept-page",
    buildApp: {
      order: "post",
      async handler(builder) {
        const { accept } = builder.environments;
        if (accept) await builder.build(accept);
      },
    },
  };
}
