import { cloudflare } from "@cloudflare/vite-plugin";
import { defineConfig } from "vite";
import solid from "vite-plugin-solid";

const here = import.meta.dirname;

export default defineConfig({
  root: `${here}/web`,
  plugins: [
    solid({ include: [`${here}/web/**/*.tsx`] }),
    cloudflare({ configPath: `${here}/wrangler.toml`, persistState: { path: `${here}/.usher/vite` } }),
  ],
  build: { outDir: `${here}/dist`, emptyOutDir: true, target: "es2022", modulePreload: { polyfill: false } },
  environments: {
    client: {
      build: { rolldownOptions: { input: { app: `${here}/web/index.html`, accept: `${here}/web/accept.html` } } },
    },
    usher: { build: { minify: true } },
  },
});
