import type { ApiModel, ApiProcedure } from "./read-api.ts";

/** The source of client/api.ts: the API as types that need nothing of ours, and which procedures tokens may call. */
export function writeApi({ procedures, types }: ApiModel): string {
  const routers = Map.groupBy(procedures, ({ router }) => router);
  const forTokens = Map.groupBy(
    procedures.filter(({ scope }) => scope !== null),
    ({ router }) => router,
  );
  return `// Made from the Worker's router by \`npm run pack:client\`: nothing is edited here.
// \`…At\` is an instant in epoch milliseconds, \`…Ms\` a span in milliseconds.

import type {
  TRPC_ERROR_CODE_KEY,
  TRPC_ERROR_CODE_NUMBER,
  TRPCBuiltRouter,
  TRPCMutationProcedure,
  TRPCQueryProcedure,
} from "@trpc/server";

${[...types.values()].join("\n\n")}

/** For procedures that need none. */
export type NoInput = Record<string, never>;

${procedures
  .filter(hasInput)
  .map((procedure) => `export type ${inputName(procedure)} = ${procedure.input};`)
  .join("\n\n")}

/** What every call takes besides its input. */
export type CallOptions = {
  /** Ends the call and its retries. What has been written by then stays written. */
  signal?: AbortSignal;
};

${[...forTokens]
  .map(([router, calls]) => `export type ${capitalised(router)}Calls = {\n${calls.map(signature).join("\n")}\n};`)
  .join("\n\n")}

/** Everything that a token may call. */
export type TokenCalls = {
${[...forTokens.keys()].map((router) => `${router}: ${capitalised(router)}Calls;`).join("\n")}
};

export const tokenCalls = {
${[...forTokens].map(([router, calls]) => `${router}: {${calls.map(({ name, kind }) => `${name}: "${kind}"`)}},`).join("\n")}
} as const satisfies { [Router in keyof TokenCalls]: Record<keyof TokenCalls[Router], "query" | "mutation"> };

/** \`error.data\` of a call that the server refused, found fault with or failed at. */
export type CallErrorData = ErrorData & { code: TRPC_ERROR_CODE_KEY; httpStatus: number; path?: string };

type Root = {
  ctx: object;
  meta: object;
  errorShape: { message: string; code: TRPC_ERROR_CODE_NUMBER; data: CallErrorData };
  transformer: false;
};

/** The whole router, for tRPC clients of your own. What no token may call needs the session of a person. */
export type AppRouter = TRPCBuiltRouter<
  Root,
  {
${[...routers].map(([router, calls]) => `${router}: {\n${calls.map(definition).join("\n")}\n};`).join("\n")}
  }
>;
`;
}

function hasInput({ input }: ApiProcedure): boolean {
  return input !== "Record<string, never>";
}

export function inputName(procedure: ApiProcedure): string {
  return hasInput(procedure) ? `${capitalised(procedure.router)}${capitalised(procedure.name)}Input` : "NoInput";
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function documented({ doc }: ApiProcedure): string {
  return doc ? `/**\n${doc.replace(/^/gm, " * ")}\n */\n` : "";
}

function signature(procedure: ApiProcedure): string {
  const { name, mayOmitInput, output } = procedure;
  const input = `input${mayOmitInput ? "?" : ""}: ${inputName(procedure)}`;
  return `${documented(procedure)}${name}(${input}, options?: CallOptions): Promise<${output}>;`;
}

function definition(procedure: ApiProcedure): string {
  const { name, kind, mayOmitInput, output } = procedure;
  const type = kind === "query" ? "TRPCQueryProcedure" : "TRPCMutationProcedure";
  const input = `${inputName(procedure)}${mayOmitInput ? " | undefined" : ""}`;
  // Those for tokens are documented above.
  const doc = procedure.scope === null ? documented(procedure) : "";
  return `${doc}${name}: ${type}<{ input: ${input}; output: ${output}; meta: unknown }>;`;
}
