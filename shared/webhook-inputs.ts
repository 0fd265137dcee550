import * as v from "valibot";
import { eventTypes } from "./events.ts";
import { cursor, pageSize, problem, webhookId } from "./fields.ts";
import { webhookDeliveryStates, webhookEventIdPattern } from "./webhooks.ts";

/** Schemas of the inputs about webhooks; apart from the others, as their procedures are loaded apart. */

/** Whether it may be called is settled where it is known whether this is local mode: webhook-target.ts. */
const url = v.pipe(v.string(problem("required")), v.trim(), v.maxLength(2_000, problem("urlFormat")));
/** Null means every type, also those of later versions. */
const types = v.nullable(
  v.pipe(
    v.array(v.picklist(eventTypes, problem("invalid")), problem("invalid")),
    v.minLength(1, problem("required")),
    v.transform((chosen) => eventTypes.filter((type) => chosen.includes(type))),
  ),
);
const eventId = v.pipe(v.string(problem("invalid")), v.regex(webhookEventIdPattern, problem("invalid")));

export const webhooksCreate = v.strictObject({ url, types: v.optional(types, null) });
export const webhooksUpdate = v.strictObject({ webhookId, url: v.optional(url), types: v.optional(types) });
export const webhooksOne = v.strictObject({ webhookId });
export const webhooksDeliveries = v.strictObject({
  webhookId,
  state: v.optional(v.picklist(webhookDeliveryStates, problem("invalid"))),
  cursor: v.optional(cursor),
  pageSize: v.optional(pageSize),
});
/** Without `eventId`: everything that has failed. */
export const webhooksRedeliver = v.strictObject({ webhookId, eventId: v.optional(eventId) });
