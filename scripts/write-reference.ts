import type { Refusal, RefusalReason } from "../shared/refusal.ts";
import { refusalSentence } from "../shared/texts/en/refusals.ts";
import { refusalCodes } from "../worker/api/refusal-error.ts";
import type { ApiModel, ApiProcedure } from "./read-api.ts";

/** Matches what stands between `<!-- made: name -->` and `<!-- end -->`. */
const made = /(<!-- made: ([\w.]+) -->\n)[\s\S]*?(<!-- end -->)/g;

/**
 * Fills in what the document says of the API from the API itself. `api` is client/api.ts.
 * @throws when the document asks for something that is not there, or has nothing about a procedure for tokens
 */
export function fillReference(document: string, model: ApiModel, api: string): string {
  const parts = new Map([
    ["refusals", refusalTable()],
    ["shapes", shapesOf(api)],
    ["sessions", sessionTable(model)],
    ...model.procedures
      .filter(({ scope }) => scope !== null)
      .map((procedure) => [pathOf(procedure), descriptionOf(procedure)] as const),
  ]);
  const filled = document.replace(made, (_all, begin: string, name: string, end: string) => {
    const part = parts.get(name);
    if (part === undefined) throw new Error(`The document asks for "${name}", which there is not.`);
    parts.delete(name);
    return `${begin}\n${part}\n\n${end}`;
  });
  if (parts.size > 0) throw new Error(`The document says nothing of ${[...parts.keys()].join(", ")}.`);
  return filled;
}

function pathOf({ router, name }: ApiProcedure): string {
  return `${router}.${name}`;
}

function descriptionOf(procedure: ApiProcedure): string {
  const { doc, scope, input, mayOmitInput, output, kind } = procedure;
  const takes = input === "Record<string, never>" ? "" : `input${mayOmitInput ? "?" : ""}: ${readable(input)}`;
  const what = kind === "query" ? "Query" : "Mutation";
  return `${doc}

${what}; needs a \`${scope}\` token.

\`\`\`typescript
${pathOf(procedure)}(${takes}): Promise<${output}>
\`\`\``;
}

/** Without what is the same everywhere: keys are told of once. */
function readable(type: string): string {
  const lines = type
    .replaceAll(" | undefined", "")
    .replace(/\/\*\* [^\n]* \*\/\nidempotencyKey\?: string;\n/, "")
    .split("\n");
  let depth = 0;
  return lines
    .map((line) => {
      if (line.startsWith("}")) depth--;
      const indented = `${"  ".repeat(depth)}${line}`;
      if (line.endsWith("{")) depth++;
      return indented;
    })
    .join("\n");
}

const spans = { retryAfterMs: 30_000 };
/** One of each, for its members and its sentence. */
const samples: { [Reason in RefusalReason]: Extract<Refusal, { reason: Reason }> } = {
  signInRequired: { reason: "signInRequired" },
  notAllowed: { reason: "notAllowed" },
  notFound: { reason: "notFound" },
  alreadyUser: { reason: "alreadyUser", userId: "", status: "active" },
  alreadyInvited: { reason: "alreadyInvited", userId: "", status: "invited" },
  alreadyAccepted: { reason: "alreadyAccepted" },
  invitationExpired: { reason: "invitationExpired", expiredAt: 0 },
  invitationNotExpired: { reason: "invitationNotExpired", expiresAt: 0 },
  invitationDeclined: { reason: "invitationDeclined" },
  invitationReplaced: { reason: "invitationReplaced" },
  invitationWithdrawn: { reason: "invitationWithdrawn" },
  linkInvalid: { reason: "linkInvalid" },
  wrongStatus: { reason: "wrongStatus", status: "removed" },
  blocked: { reason: "blocked" },
  self: { reason: "self" },
  lastAdministrator: { reason: "lastAdministrator" },
  groupRequired: { reason: "groupRequired" },
  groupInUse: { reason: "groupInUse", userCount: 2 },
  nameTaken: { reason: "nameTaken" },
  coolingDown: { reason: "coolingDown", ...spans },
  tooManySends: { reason: "tooManySends", ...spans },
  tooManyRequests: { reason: "tooManyRequests", ...spans },
  conflict: { reason: "conflict" },
  accountRequired: { reason: "accountRequired" },
  wrongAddress: { reason: "wrongAddress", invitedAddress: "a…@example.com", signedInAs: "ben@example.com" },
};
const statuses: Record<(typeof refusalCodes)[RefusalReason], number> = {
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  PRECONDITION_FAILED: 412,
  TOO_MANY_REQUESTS: 429,
};

function refusalTable(): string {
  const rows = Object.values(samples).map((sample) => {
    const members = sample.reason === "conflict" ? ["row?"] : Object.keys(sample).filter((key) => key !== "reason");
    const status = statuses[refusalCodes[sample.reason]];
    return `| \`${sample.reason}\` | ${status} | ${members.map((name) => `\`${name}\``).join(", ")} | ${refusalSentence(sample)} |`;
  });
  return ["| `reason` | HTTP | beside it | what `error.message` says |", "| --- | --- | --- | --- |", ...rows].join(
    "\n",
  );
}

function sessionTable({ procedures }: ApiModel): string {
  const rows = procedures
    .filter(({ scope }) => scope === null)
    .map((procedure) => `| \`${pathOf(procedure)}\` | ${procedure.doc.replaceAll("\n", " ")} |`);
  return ["| procedure | what it does |", "| --- | --- |", ...rows].join("\n");
}

/** What comes before the inputs, which stand at their procedures. */
function shapesOf(api: string): string {
  const begin = api.indexOf("export type ");
  const end = api.indexOf("/** For procedures that need none. */");
  return `\`\`\`typescript\n${api.slice(begin, end).trim().replaceAll("export type ", "type ")}\n\`\`\``;
}
