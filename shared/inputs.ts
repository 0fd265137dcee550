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
    /** Beginnings of words of the name, of the address or of its parts, or of the id; case and accents do not matter. */
    search: v.optional(v.pipe(v.string(problem("invalid")), v.maxLength(maxSearchLength, problem("tooMany")))),
    /** Everybody but who was removed, unless it is said whom. */
    status: v.optional(
      v.pipe(
        v.array(v.picklist(userStatuses, problem("invalid"))),
        v.maxLength(userStatuses.length, problem("tooMany")),
      ),
    ),
    groupId: v.optional(groupId),
    /** Where the mail of the current invitation stands. */
    delivery: v.optional(
      v.pipe(
        v.array(v.picklist(deliveryStates, problem("invalid"))),
        v.maxLength(deliveryStates.length, problem("tooMany")),
      ),
    ),
    /** Open invitations whose deadline is before this instant. */
    expiresBefore: v.optional(instant),
    /** Whether they have asked for a new link since theirs expired. */
    askedAgain: v.optional(v.boolean(problem("invalid"))),
    /** The user who sent the current invitation. */
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
    /** From 1; the first 10,000 rows can be reached so, everything by `cursor`. */
    page: v.optional(
      v.pipe(v.number(problem("invalid")), v.safeInteger(problem("invalid")), v.minValue(1, problem("invalid"))),
    ),
    /** 10 unless it is said. */
    pageSize: v.optional(pageSize),
    /** `nextCursor` of the page before, with the same filters and order. */
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

const person = {
  email: address,
  firstName: requiredName,
  /** May be empty: many people have one name only. */
  lastName,
  /** At least one. */
  groupIds,
  /** What the person is called in your own system; nobody else in the account may have it. */
  externalId: v.optional(externalId),
};

export const usersInvite = v.strictObject({
  ...person,
  /** A few words in the mail: plain text without links, 1,000 characters at most. */
  message: v.optional(message),
  /** The mail's language; the account's where it is left out. */
  locale: v.optional(locale),
  /** `false` makes the invitation without a mail: hand its link over yourself. */
  sendMail: v.optional(v.boolean(problem("invalid")), true),
  ...repeatable,
});
export const usersInviteManyRow = v.strictObject(person);
export type UsersInviteManyRow = v.InferInput<typeof usersInviteManyRow>;
/** Lets through whatever comes, because one bad row spoils no other; callers are told what a row should be. */
const uncheckedRow = v.unknown() as v.GenericSchema<UsersInviteManyRow, unknown>;
export const usersInviteMany = v.strictObject({
  /** 1 to 500 people. */
  users: v.pipe(v.array(uncheckedRow), v.minLength(1, problem("required")), v.maxLength(maxBulk, problem("tooMany"))),
  /** A few words in every mail: plain text without links, 1,000 characters at most. */
  message: v.optional(message),
  /** The mails' language; the account's where it is left out. */
  locale: v.optional(locale),
  /** Also invites who has declined or was removed. Not for a run of every night: they have had their say. */
  again: v.optional(v.boolean(problem("invalid"))),
  /** Also sends a new invitation to those whose last one has expired. */
  renew: v.optional(v.boolean(problem("invalid"))),
  /** Nothing is written: the answer is what the run would answer. */
  dryRun: v.optional(v.boolean(problem("invalid"))),
  ...repeatable,
});
export const usersEdit = v.strictObject({ userId, groupIds, ...guarded, ...repeatable });
export const usersCorrectAddress = v.strictObject({ userId, email: address, ...guarded, ...repeatable });
/** remove, block: what the web shows is what it acts on, so it sends `ifRevision`. */
export const usersGuarded = v.strictObject({ userId, ...guarded, ...repeatable });
/** unblock, delete, and the invitation commands of one user. */
export const usersOne = v.strictObject({ userId, ...repeatable });
const many = {
  /** 1 to 500; whoever is named twice counts once. */
  userIds,
  /** Nothing is written: the answer is what the run would answer. */
  dryRun: v.optional(v.boolean(problem("invalid"))),
  ...repeatable,
};
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
  /** Until when it works; left out, until it is removed or whoever made it is no administrator any more. */
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
    /** `nextCursor` of the page before, with the same filters. */
    cursor: v.optional(cursor),
    /** The `seq` of the last event that you have: those since, oldest first. 0 begins at the beginning. */
    after: v.optional(instant),
    /** 10 unless it is said. */
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
  /** Where somebody who has joined goes on to; null for Usher's own page. */
  homeUrl: v.optional(v.nullable(homeUrl)),
  /** The language of mails, a BCP 47 tag such as `de-CH`. */
  locale: v.optional(locale),
  /** The zone that mails tell deadlines in, such as `Europe/Zurich`. */
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
