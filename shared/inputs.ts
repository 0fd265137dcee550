import * as v from "valibot";
import { deliveryStates } from "./delivery.ts";
import { eventTypes } from "./events.ts";
import {
  address,
  code,
  cursor,
  externalId,
  groupId,
  groupIds,
  guarded,
  instant,
  lastName,
  locale,
  message,
  pageSize,
  problem,
  repeatable,
  requiredName,
  timeZone,
  tokenId,
  userId,
  userIds,
} from "./fields.ts";
import { maxBulk, maxSearchLength } from "./limits.ts";
import { userStatuses } from "./status.ts";
import { sortKeys } from "./user-sort.ts";

/** Schemas of every procedure's input. */

export const nothing = v.optional(v.strictObject({}));

export const usersList = v.optional(
  v.strictObject({
    search: v.optional(v.pipe(v.string(problem("invalid")), v.maxLength(maxSearchLength, problem("tooMany")))),
    status: v.optional(
      v.pipe(
        v.array(v.picklist(userStatuses, problem("invalid"))),
        v.maxLength(userStatuses.length, problem("tooMany")),
      ),
    ),
    groupId: v.optional(groupId),
    delivery: v.optional(
      v.pipe(
        v.array(v.picklist(deliveryStates, problem("invalid"))),
        v.maxLength(deliveryStates.length, problem("tooMany")),
      ),
    ),
    expiresBefore: v.optional(instant),
    askedAgain: v.optional(v.boolean(problem("invalid"))),
    invitedBy: v.optional(userId),
    sort: v.optional(
      v.pipe(
        v.array(
          v.strictObject({
            by: v.picklist(sortKeys, problem("invalid")),
            dir: v.picklist(["asc", "desc"], problem("invalid")),
          }),
        ),
        v.maxLength(sortKeys.length, problem("tooMany")),
        v.check((sort) => new Set(sort.map(({ by }) => by)).size === sort.length, problem("invalid")),
      ),
    ),
    page: v.optional(
      v.pipe(v.number(problem("invalid")), v.safeInteger(problem("invalid")), v.minValue(1, problem("invalid"))),
    ),
    pageSize: v.optional(pageSize),
    cursor: v.optional(cursor),
  }),
  {},
);

const userByAddress = v.strictObject({ email: address });
const userByExternalId = v.strictObject({ externalId });
const userById = v.strictObject({ userId });
/** The key that is there tells which is meant, so that what is wrong with it is told at its field. */
export const usersGet = v.lazy((input) => {
  const keys = typeof input === "object" && input !== null ? input : {};
  if ("email" in keys) return userByAddress;
  return "externalId" in keys ? userByExternalId : userById;
});

const person = { email: address, firstName: requiredName, lastName, groupIds, externalId: v.optional(externalId) };

export const usersInvite = v.strictObject({
  ...person,
  message: v.optional(message),
  /** The mail's language; the account's where it is left out. */
  locale: v.optional(locale),
  sendMail: v.optional(v.boolean(problem("invalid")), true),
  ...repeatable,
});
export const usersInviteMany = v.strictObject({
  // One bad row spoils no other, so each is checked by itself against `usersInviteManyRow`.
  users: v.pipe(v.array(v.unknown()), v.minLength(1, problem("required")), v.maxLength(maxBulk, problem("tooMany"))),
  message: v.optional(message),
  locale: v.optional(locale),
  again: v.optional(v.boolean(problem("invalid"))),
  renew: v.optional(v.boolean(problem("invalid"))),
  dryRun: v.optional(v.boolean(problem("invalid"))),
  ...repeatable,
});
export const usersInviteManyRow = v.strictObject(person);
export const usersEdit = v.strictObject({ userId, groupIds, ...guarded, ...repeatable });
export const usersCorrectAddress = v.strictObject({ userId, email: address, ...guarded, ...repeatable });
/** remove, block: what the web shows is what it acts on, so it sends `ifRevision`. */
export const usersGuarded = v.strictObject({ userId, ...guarded, ...repeatable });
/** unblock, delete, and the invitation commands of one user. */
export const usersOne = v.strictObject({ userId, ...repeatable });
/** With `dryRun` nothing is written: the answer is what the run would answer. */
const many = { userIds, dryRun: v.optional(v.boolean(problem("invalid"))), ...repeatable };
export const usersMany = v.strictObject(many);
export const usersEditMany = v.strictObject({ ...many, groupIds });

export const invitationsHistory = v.strictObject({ userId });
export const invitationsCode = v.strictObject({ code });
export const invitationsAccept = v.strictObject({
  code,
  firstName: requiredName,
  lastName,
  termsAccepted: v.literal(true, problem("termsRequired")),
});

export const groupsCreate = v.strictObject({ name: requiredName, ...repeatable });
export const groupsRename = v.strictObject({ groupId, name: requiredName, ...repeatable });
export const groupsRemove = v.strictObject({ groupId, ...repeatable });

export const tokensCreate = v.strictObject({
  name: requiredName,
  scope: v.picklist(["read", "write"], problem("invalid")),
  expiresAt: v.optional(instant),
});
export const tokensOne = v.strictObject({ tokenId });

export const eventsList = v.optional(
  v.strictObject({
    userId: v.optional(userId),
    type: v.optional(
      v.pipe(v.array(v.picklist(eventTypes, problem("invalid"))), v.maxLength(eventTypes.length, problem("tooMany"))),
    ),
    actor: v.optional(
      v.variant(
        "kind",
        [
          v.strictObject({ kind: v.literal("user"), id: v.optional(userId) }),
          v.strictObject({ kind: v.literal("token"), id: v.optional(tokenId) }),
          v.strictObject({ kind: v.picklist(["invitee", "system"]) }),
        ],
        problem("invalid"),
      ),
    ),
    /** From one instant and before another, as `recordedAt` has it. */
    from: v.optional(instant),
    before: v.optional(instant),
    cursor: v.optional(cursor),
    after: v.optional(instant),
    pageSize: v.optional(pageSize),
  }),
  {},
);

const homeUrl = v.pipe(
  v.string(problem("urlFormat")),
  v.maxLength(2_000, problem("urlFormat")),
  v.check((text) => {
    try {
      return ["https:", "http:"].includes(new URL(text).protocol);
    } catch {
      return false;
    }
  }, problem("urlFormat")),
);
export const accountsCreate = v.strictObject({
  name: requiredName,
  locale: v.optional(locale),
  timeZone: v.optional(timeZone),
  ...repeatable,
});
export const accountsUpdate = v.strictObject({
  name: v.optional(requiredName),
  homeUrl: v.optional(v.nullable(homeUrl)),
  locale: v.optional(locale),
  timeZone: v.optional(timeZone),
  ...repeatable,
});
export const accountsLeave = v.optional(v.strictObject({ ...repeatable }), {});

export const profileUpdate = v.strictObject({
  firstName: v.optional(requiredName),
  lastName: v.optional(lastName),
  notifications: v.optional(
    v.strictObject({
      accepted: v.optional(v.boolean(problem("invalid"))),
      declined: v.optional(v.boolean(problem("invalid"))),
      expired: v.optional(v.boolean(problem("invalid"))),
    }),
  ),
});

export type UsersListInput = v.InferOutput<typeof usersList>;
export type EventsListInput = v.InferOutput<typeof eventsList>;
