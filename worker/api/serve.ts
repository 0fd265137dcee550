import type { TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { isSameOrigin } from "../auth/same-origin.ts";
import type { Env } from "../env.ts";
import { createContext } from "./context.ts";
import { RefusalError } from "./refusal-error.ts";
import { carryBookmark } from "./replica.ts";
import { appRouter } from "./router.ts";
import { logUnforeseen } from "./trpc.ts";

const maxBatchSize = 20;
/** A list of 500 people with all that may be said of each. */
const maxBodyBytes = 1_000 * 1024;

type Execution = { waitUntil(work: Promise<unknown>): void };

/** The API at /trpc. Who may send at all is settled before tRPC looks: its form handling would take a foreign page's POST. */
export async function serveApi(
  request: Request,
  env: Env,
  execution: Execution,
  clock: () => number,
): Promise<Response> {
  const isProgram = request.headers.has("authorization");
  if (!isProgram && !isSameOrigin(request, env.ORIGIN)) return new Response("Forbidden", { status: 403 });
  const body = request.body === null ? "" : await readBody(request, request.body);
  if (body === null) return new Response("Content Too Large", { status: 413 });
  // Taken once the body is here: whoever sends it slowly gains no time.
  const now = clock();
  return fetchRequestHandler({
    endpoint: "/trpc",
    // With a body that is read by now: another request around it would have its head copied.
    req: Object.assign(request, { text: () => Promise.resolve(body) }),
    router: appRouter,
    createContext: ({ resHeaders }) => createContext(request, env, execution, resHeaders, now),
    allowMethodOverride: true,
    allowBatching: true,
    maxBatchSize,
    responseMeta({ ctx, errors }) {
      if (ctx) carryBookmark(ctx);
      return waitOf(errors);
    },
    onError: logUnforeseen,
  });
}

/** The header by which programs learn how long to wait, of the call that has to wait longest. */
function waitOf(errors: TRPCError[]): { headers?: Record<string, string> } {
  const waits = errors.flatMap((error) =>
    error instanceof RefusalError && "retryAfterMs" in error.refusal ? [error.refusal.retryAfterMs] : [],
  );
  return waits.length === 0 ? {} : { headers: { "retry-after": String(Math.ceil(Math.max(...waits) / 1_000)) } };
}

/** Null when it is longer than the limit. */
async function readBody(request: Request, body: ReadableStream<Uint8Array>): Promise<string | null> {
  const claimed = request.headers.get("content-length");
  const isJson = request.headers.get("content-type")?.startsWith("application/json");
  // HTTP lets nobody send more than they claim; what is claimed by nobody is counted as it comes, which takes longer. So
  // is what may be a form: asked for its text, the runtime warns.
  if (claimed === null || !isJson) return readCounting(body);
  return Number(claimed) <= maxBodyBytes ? request.text() : null;
}

async function readCounting(body: ReadableStream<Uint8Array>): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBodyBytes) return null;
    chunks.push(chunk);
  }
  return new Blob(chunks).text();
}
