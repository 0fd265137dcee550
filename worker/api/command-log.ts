import { TRPCError } from "@trpc/server";
import { idPatterns } from "../../shared/ids.ts";
import { logInfo } from "../log.ts";
import { RefusalError } from "./refusal-error.ts";

/** What the line of a command names: ids alone, never what somebody has written. */
export type LoggedIds = Record<string, string>;

type Result = { ok: true; data: unknown } | { ok: false; error: Error };

/** One line for each command, whatever came of it; what nobody foresaw has a line of its own already. */
export function logCommand(path: string, requestId: string, ids: LoggedIds, input: unknown, result: Result): void {
  const outcome = result.ok ? "done" : refusalOf(result.error);
  if (outcome === null) return;
  const user = result.ok ? idOf(result.data, "id") : null;
  const userId = user ?? idOf(input, "userId");
  logInfo("command", {
    path,
    outcome,
    requestId,
    ...ids,
    ...(userId === null ? {} : { userId }),
    ...manyIn(input),
  });
}

function refusalOf(error: Error): string | null {
  if (error instanceof RefusalError) return error.refusal.reason;
  const code = error instanceof TRPCError ? error.code : "INTERNAL_SERVER_ERROR";
  return code === "INTERNAL_SERVER_ERROR" ? null : code;
}

function idOf(from: unknown, key: string): string | null {
  const id: unknown = typeof from === "object" && from !== null ? Reflect.get(from, key) : undefined;
  return typeof id === "string" && idPatterns.user.test(id) ? id : null;
}

function manyIn(input: unknown): { many?: number } {
  if (typeof input !== "object" || input === null) return {};
  const list: unknown = Reflect.get(input, "userIds") ?? Reflect.get(input, "users");
  return Array.isArray(list) ? { many: list.length } : {};
}
