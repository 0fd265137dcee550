import { cloudflare } from "@cloudflare/vite-plugin";
import { defineConfig } from "vite";
import solid from "vite-plugin-solid";

const here = import.meta.dirname;

export default defineConfig({
  root: `${here}/web`,
  plugins: [
    // Some of the packages for Solid come as JSX.
    solid({ include: [`${here}/web/**/*.tsx`, `${here}/node_modules/@solidjs/**/*.jsx`] }),
    cloudflare({ configPath: `${here}/wrangler.toml` }),
  ],
  build: { outDir: `${here}/dist`, emptyOutDir: true, target: "es2022", modulePreload: { polyfill: false } },
  environments: {
    client: {
      build: { rolldownOptions: { input: { app: `${here}/web/index.html`, accept: `${here}/web/accept.html` } } },
    },
    usher: { build: { minify: true } },
  },
});
