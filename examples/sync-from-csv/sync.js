import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createUsherClient } from "@usher/client";
import Papa from "papaparse";

const { positionals, values } = parseArgs({ allowPositionals: true, options: { "dry-run": { type: "boolean" } } });
const [file = "staff.csv"] = positionals;
const dryRun = values["dry-run"] ?? false;

const usher = createUsherClient({
  url: process.env.USHER_URL ?? "http://localhost:8787",
  token: process.env.USHER_TOKEN ?? "",
});

const groupIds = new Map((await usher.groups.list()).map(({ name, id }) => [name, id]));
const { data: staff } = Papa.parse(readFileSync(file, "utf8"), { header: true, skipEmptyLines: true });
const rows = staff.map(({ email, firstName, lastName, groups, employeeId }) => ({
  email,
  firstName,
  lastName,
  externalId: employeeId,
  groupIds: groups.split(";").map((name) => {
    const id = groupIds.get(name.trim());
    if (id === undefined) throw new Error(`${email} belongs to "${name}", which is no group of the account.`);
    return id;
  }),
}));

// A run that ends leaves no name behind: one that is there was killed, and is taken up.
const runFile = ".run";
const runId = existsSync(runFile) ? readFileSync(runFile, "utf8") : crypto.randomUUID();
if (!dryRun) writeFileSync(runFile, runId);
const { results, counts } = await usher.users.inviteAll(rows, {
  runId,
  dryRun,
  onProgress: ({ done, total }) => console.log(`${done} of ${total}`),
});
if (!dryRun) rmSync(runFile);

console.log(counts);
for (const { index, outcome, refusal, problems } of results) {
  if (outcome !== "refused") continue;
  process.exitCode = 1;
  console.error(
    rows[index].email,
    refusal?.reason,
    problems?.map(({ field, message }) => `${field}: ${message}`) ?? "",
  );
}
