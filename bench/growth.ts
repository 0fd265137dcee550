import { parseArgs } from "node:util";
import { run } from "../scripts/run.ts";

// npm run bench:growth -- --users 1000000: what each operation reads, and how long it takes, among so many and among 100.
const { values } = parseArgs({ options: { users: { type: "string", default: "100000" } } });
process.env.GROWTH_USERS = values.users;
process.exitCode = (await run("vitest", ["run", "--project", "measure", "growth"])) ? 0 : 1;
