import { targetProblem } from "../../shared/webhook-target.ts";
import {
  type WebhookError,
  type WebhookMessage,
  type WebhookTestMessage,
  webhookTimeoutMs,
} from "../../shared/webhooks.ts";
import type { SealedSecrets } from "../db/webhooks.ts";
import type { Env } from "../env.ts";
import { openSecret, signatureOf } from "./secret.ts";

/** What came back. No error: the endpoint has it. */
export type Posted = { status: number | null; error: WebhookError | null };

export type Endpoint = SealedSecrets & { webhookId: string; url: string };

/** Hands one message to an endpoint, signed with every secret that is valid. Never throws. */
export async function postMessage(
  env: Pick<Env, "AUTH_SECRET" | "MAILBOX">,
  endpoint: Endpoint,
  message: WebhookMessage | WebhookTestMessage,
  now: number,
): Promise<Posted> {
  // Settled when it was made, too; but this is where it matters, and a database may have been moved.
  if (targetProblem(endpoint.url, { isLocal: isLocal(env) }) !== null) return { status: null, error: "targetRefused" };
  const secrets = await secretsOf(env, endpoint, now);
  if (secrets === null) return { status: null, error: "secretLost" };
  const body = JSON.stringify(message);
  const timestamp = Math.floor(now / 1000);
  const signatures = await Promise.all(secrets.map((secret) => signatureOf(secret, message.id, timestamp, body)));
  const headers = {
    "content-type": "application/json",
    "user-agent": "Usher-Webhooks/1",
    "webhook-id": message.id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signatures.join(" "),
  };
  try {
    const signal = AbortSignal.timeout(webhookTimeoutMs);
    const answer = await fetch(endpoint.url, { method: "POST", headers, body, redirect: "manual", signal });
    // Whatever it says beside its status is nothing to us.
    await answer.body?.cancel();
    return { status: answer.status, error: errorOf(answer.status) };
  } catch (error) {
    const isTimeout = error instanceof Error && error.name === "TimeoutError";
    return { status: null, error: isTimeout ? "timeout" : "unreachable" };
  }
}

/** On this machine anything may be called: that is where receivers are written. */
export function isLocal(env: Pick<Env, "MAILBOX">): boolean {
  return env.MAILBOX !== undefined;
}

function errorOf(status: number): WebhookError | null {
  if (status >= 200 && status < 300) return null;
  if (status === 410) return "gone";
  return status >= 300 && status < 400 ? "redirect" : "status";
}

async function secretsOf(
  { AUTH_SECRET }: Pick<Env, "AUTH_SECRET">,
  { webhookId, secret, previousSecret, previousSecretEndsAt }: Endpoint,
  now: number,
): Promise<Uint8Array[] | null> {
  const newest = await openSecret(secret, webhookId, AUTH_SECRET);
  if (newest === null) return null;
  const isOverlap = previousSecret !== null && previousSecretEndsAt !== null && now < previousSecretEndsAt;
  const previous = isOverlap ? await openSecret(previousSecret, webhookId, AUTH_SECRET) : null;
  return previous === null ? [newest] : [newest, previous];
}
