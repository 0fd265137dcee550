import type { EventDetails } from "../../shared/events.ts";
import { nothing } from "../../shared/inputs.ts";
import { defaultPageSize } from "../../shared/limits.ts";
import type {
  Removed,
  WebhookDeliveryList,
  WebhookRedelivery,
  WebhookRow,
  WebhookSecret,
  WebhookTest,
} from "../../shared/outputs.ts";
import * as inputs from "../../shared/webhook-inputs.ts";
import { targetProblem } from "../../shared/webhook-target.ts";
import { maxWebhooks, seqOfWebhookEvent, webhookOverlapMs } from "../../shared/webhooks.ts";
import { newId } from "../db/new-id.ts";
import { firstOf } from "../db/rows.ts";
import { deliveriesOf, deliveriesStatement } from "../db/webhook-deliveries.ts";
import { oweAgain, oweFailedAgain } from "../db/webhook-outbox.ts";
import {
  disableWebhookStatements,
  enableWebhookStatements,
  insertWebhookStatement,
  removeWebhookStatements,
  rotateSecretStatement,
  type SealedSecrets,
  sealedSecretsStatement,
  updateWebhookStatement,
  webhooksOf,
  webhooksStatement,
} from "../db/webhooks.ts";
import { handOut, handOutLost } from "../webhooks/hand-out.ts";
import { isLocal, postMessage } from "../webhooks/post.ts";
import { newSecret, sealSecret } from "../webhooks/secret.ts";
import { type Asking, ask, requireAccount } from "./ask.ts";
import { recordChange } from "./recorded-change.ts";
import { InputError, RefusalError } from "./refusal-error.ts";
import { procedure, router } from "./trpc.ts";

/** Where programs are told of events. They belong to the account: whoever made one may leave, and it stays. */
export const webhooksRouter = router({
  /** The account's webhooks, without their secrets. */
  list: procedure("webhooks.list")
    .input(nothing)
    .query(async ({ ctx }): Promise<WebhookRow[]> => {
      const { results } = await ask(ctx, (accountId) => [webhooksStatement(ctx.db, accountId, ctx.now)]);
      return webhooksOf(results[0]);
    }),

  /** Adds an endpoint that is told of events from now on, of every type unless some are chosen. Its secret is shown this once. */
  create: procedure("webhooks.create")
    .input(inputs.webhooksCreate)
    .mutation(async ({ ctx, input: { url: text, types } }): Promise<WebhookSecret> => {
      const url = targetOf(ctx, text);
      const { accountId } = await requireAccount(ctx);
      const [id, secret] = [newId("webhook"), newSecret()];
      const sealed = await sealSecret(secret, id, ctx.env.AUTH_SECRET);
      await changeWebhooks(ctx, id, ({ userId }, webhooks) => {
        if (webhooks.length >= maxWebhooks) throw new InputError("", "tooMany");
        const made = { accountId, id, url, types, secret: sealed, createdAt: ctx.now, createdByUserId: userId };
        return {
          type: "webhook.created",
          details: aboutWebhook({ id, url }),
          statements: [insertWebhookStatement(ctx.db, made)],
        };
      });
      ctx.waitUntil(handOut(ctx.env, accountId, ctx.now));
      return { secret, row: await readWebhook(ctx, id) };
    }),

  /** Changes where an endpoint is, or which events it is told of. */
  update: procedure("webhooks.update")
    .input(inputs.webhooksUpdate)
    .mutation(async ({ ctx, input: { webhookId, ...changes } }): Promise<WebhookRow> => {
      const target = changes.url === undefined ? undefined : targetOf(ctx, changes.url);
      await changeWebhooks(ctx, webhookId, ({ accountId }, webhooks) => {
        const webhook = oneOf(webhooks, webhookId);
        const { url = webhook.url, types = webhook.types } = { ...changes, url: target };
        if (url === webhook.url && JSON.stringify(types) === JSON.stringify(webhook.types)) return null;
        const [host, hostBefore] = [hostOf(url), hostOf(webhook.url)];
        return {
          type: "webhook.updated",
          details: { ...aboutWebhook({ id: webhookId, url }), ...(host === hostBefore ? {} : { hostBefore }) },
          statements: [updateWebhookStatement(ctx.db, accountId, { id: webhookId, url, types })],
        };
      });
      return readWebhook(ctx, webhookId);
    }),

  /** Makes a new secret, shown this once. For a day messages are signed with the old one too. */
  rotateSecret: procedure("webhooks.rotateSecret")
    .input(inputs.webhooksOne)
    .mutation(async ({ ctx, input: { webhookId } }): Promise<WebhookSecret> => {
      const secret = newSecret();
      const sealed = await sealSecret(secret, webhookId, ctx.env.AUTH_SECRET);
      await changeWebhooks(ctx, webhookId, ({ accountId }, webhooks) => ({
        type: "webhook.secretRotated",
        details: aboutWebhook(oneOf(webhooks, webhookId)),
        statements: [rotateSecretStatement(ctx.db, accountId, webhookId, sealed, ctx.now + webhookOverlapMs)],
      }));
      return { secret, row: await readWebhook(ctx, webhookId) };
    }),

  /** Sends nothing more until it is enabled. No event is lost. */
  disable: procedure("webhooks.disable")
    .input(inputs.webhooksOne)
    .mutation(async ({ ctx, input: { webhookId } }): Promise<WebhookRow> => {
      await changeWebhooks(ctx, webhookId, ({ accountId }, webhooks) => {
        const webhook = oneOf(webhooks, webhookId);
        if (webhook.disabled !== null) return null;
        return {
          type: "webhook.disabled",
          details: aboutWebhook(webhook),
          statements: disableWebhookStatements(ctx.db, accountId, webhookId, "byHand", ctx.now),
        };
      });
      return readWebhook(ctx, webhookId);
    }),

  /** Goes on where it was disabled: what happened meanwhile follows. */
  enable: procedure("webhooks.enable")
    .input(inputs.webhooksOne)
    .mutation(async ({ ctx, input: { webhookId } }): Promise<WebhookRow> => {
      await changeWebhooks(ctx, webhookId, ({ accountId }, webhooks) => {
        const webhook = oneOf(webhooks, webhookId);
        if (webhook.disabled === null) return null;
        return {
          type: "webhook.enabled",
          details: aboutWebhook(webhook),
          statements: enableWebhookStatements(ctx.db, accountId, webhookId),
        };
      });
      await sendNow(ctx);
      return readWebhook(ctx, webhookId);
    }),

  /** Ends a webhook for ever, with everything that was not delivered. */
  remove: procedure("webhooks.remove")
    .input(inputs.webhooksOne)
    .mutation(async ({ ctx, input: { webhookId } }): Promise<Removed> => {
      await changeWebhooks(ctx, webhookId, ({ accountId }, webhooks) => ({
        type: "webhook.removed",
        details: aboutWebhook(oneOf(webhooks, webhookId)),
        statements: removeWebhookStatements(ctx.db, accountId, webhookId),
      }));
      return { id: webhookId };
    }),

  /** How deliveries went, newest event first. Delivered ones are listed for 7 days, failed ones for 30. */
  deliveries: procedure("webhooks.deliveries")
    .input(inputs.webhooksDeliveries)
    .query(async ({ ctx, input }): Promise<WebhookDeliveryList> => {
      const { webhookId, state, cursor, pageSize = defaultPageSize } = input;
      if (cursor !== undefined && !/^\d{1,15}$/.test(cursor)) throw new InputError("cursor", "cursorInvalid");
      const asked = { webhookId, state, pageSize, ...(cursor === undefined ? {} : { cursor: Number(cursor) }) };
      const { results } = await ask(ctx, (accountId) => [
        sealedSecretsStatement(ctx.db, accountId, webhookId),
        deliveriesStatement(ctx.db, accountId, asked),
      ]);
      if (firstOf(results[0]) === null) throw new RefusalError({ reason: "notFound" });
      return deliveriesOf(results[1], pageSize, ctx.now);
    }),

  /** Sends an event again, whatever became of it; without `eventId` everything that has failed. */
  redeliver: procedure("webhooks.redeliver")
    .input(inputs.webhooksRedeliver)
    .mutation(async ({ ctx, input: { webhookId, eventId } }): Promise<WebhookRedelivery> => {
      const { asker, results } = await ask(ctx, (id) => [sealedSecretsStatement(ctx.db, id, webhookId)]);
      if (firstOf(results[0]) === null) throw new RefusalError({ reason: "notFound" });
      const { accountId } = asker;
      const seq = eventId === undefined ? null : seqOfWebhookEvent(eventId);
      const isOwed = seq !== null && (await oweAgain(ctx.db, { accountId, webhookId, seq }, ctx.now));
      if (eventId !== undefined && !isOwed) throw new RefusalError({ reason: "notFound" });
      const count = isOwed ? 1 : await oweFailedAgain(ctx.db, accountId, webhookId);
      ctx.waitUntil(handOutLost(ctx.env, ctx.now));
      return { count };
    }),

  /** Sends a message that is no event, and answers how it was taken. */
  sendTest: procedure("webhooks.sendTest")
    .input(inputs.webhooksOne)
    .mutation(async ({ ctx, input: { webhookId } }): Promise<WebhookTest> => {
      const { asker, results } = await ask(ctx, (accountId) => [
        sealedSecretsStatement(ctx.db, accountId, webhookId),
        webhooksStatement(ctx.db, accountId, ctx.now, webhookId),
      ]);
      const secrets = firstOf<SealedSecrets>(results[0]);
      const { url } = oneOf(webhooksOf(results[1]), webhookId);
      if (secrets === null) throw new RefusalError({ reason: "notFound" });
      const message = {
        id: `test_${crypto.randomUUID()}`,
        type: "webhook.test",
        timestamp: new Date(ctx.now).toISOString(),
        accountId: asker.accountId,
        data: {},
      } as const;
      const startedAt = Date.now();
      const posted = await postMessage(ctx.env, { ...secrets, webhookId, url }, message, ctx.now);
      return { isDelivered: posted.error === null, ...posted, tookMs: Date.now() - startedAt };
    }),
});

function changeWebhooks(ctx: Asking, webhookId: string, changeOf: Parameters<typeof recordChange<WebhookRow>>[3]) {
  const statement = (accountId: string) => webhooksStatement(ctx.db, accountId, ctx.now);
  return recordChange(ctx, webhookId, { statement, of: webhooksOf }, changeOf);
}

/** What was held, and what has happened meanwhile. */
async function sendNow(ctx: Asking): Promise<void> {
  const { accountId } = await requireAccount(ctx);
  ctx.waitUntil(handOut(ctx.env, accountId, ctx.now).then(() => handOutLost(ctx.env, ctx.now)));
}

async function readWebhook(ctx: Asking, webhookId: string): Promise<WebhookRow> {
  const { results } = await ask(ctx, (accountId) => [webhooksStatement(ctx.db, accountId, ctx.now, webhookId)]);
  return oneOf(webhooksOf(results[0]), webhookId);
}

function oneOf(webhooks: WebhookRow[], webhookId: string): WebhookRow {
  const webhook = webhooks.find(({ id }) => id === webhookId);
  if (webhook === undefined) throw new RefusalError({ reason: "notFound" });
  return webhook;
}

/** The address as it will be called. */
function targetOf(ctx: Asking, text: string): string {
  const problem = targetProblem(text, { isLocal: isLocal(ctx.env) });
  if (problem !== null) throw new InputError("url", problem);
  return new URL(text).href;
}

/** The rest of an address may be a secret of whoever it belongs to, and tokens read events. */
function aboutWebhook({ id, url }: { id: string; url: string }): EventDetails {
  return { webhookId: id, host: hostOf(url) };
}

function hostOf(url: string): string {
  return new URL(url).host;
}
