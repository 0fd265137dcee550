import { parseArgs } from "node:util";
import { run } from "./run.ts";

// npm run test:model -- --sequences 10000 --seed 2001: more of what `npm test` plays, or one that failed once more.
const { values } = parseArgs({
  options: { sequences: { type: "string", default: "2000" }, seed: { type: "string", default: "1" } },
});
process.env.MODEL_SEQUENCES = values.sequences;
process.env.MODEL_SEED = values.seed;
process.exitCode = (await run("vitest", ["run", "--project", "worker", "worker/test/model"])) ? 0 : 1;
