import { join } from "node:path";

export const root = join(import.meta.dirname, "..");
export const distFolder = join(root, "dist");
/** What the build leaves for wrangler: the whole configuration of the built Worker. */
export const builtConfig = join(distFolder, "usher", "wrangler.json");
/** The same as Miniflare takes it, so that no start loads wrangler to read it. */
export const workerOptionsFile = join(distFolder, "worker-options.json");
export const workerFolder = join(distFolder, "usher");
export const clientFolder = join(distFolder, "client");
export const clientManifests = join(distFolder, "client-manifests");
