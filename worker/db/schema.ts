import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { DeliveryError, DeliveryState } from "../../shared/delivery.ts";
import type { ActorKind, EventType } from "../../shared/events.ts";
import type { InvitationEnding, UserStatus } from "../../shared/status.ts";
import type { WebhookError } from "../../shared/webhooks.ts";

/**
 * The tables of accounts. Each leads with `accountId`, so that an account can move to another database; nothing here
 * is joined or batched with the logins (logins-schema.ts). `…At` is epoch milliseconds. Those whose key is most of their
 * row are WITHOUT ROWID, which only the migrations can say.
 */

const accountId = text().notNull();

export const accounts = sqliteTable("accounts", {
  id: text().primaryKey(),
  name: text().notNull(),
  homeUrl: text(),
  locale: text().notNull(),
  timeZone: text().notNull(),
  administratorsGroupId: text().notNull(),
  /** Goes up when the set of active administrators changes; every command of theirs is guarded by it. */
  accessRevision: integer().notNull().default(0),
  /** The first moment that no mail of a bulk run has taken yet; each run's mails queue behind the one before. */
  nextSlotAt: integer().notNull().default(0),
  /** 1 while a page of it may be open: worker/live/account-live.ts. Nobody is told who is not there. */
  isWatched: integer().notNull().default(0),
  createdAt: integer().notNull(),
});

export const users = sqliteTable(
  "users",
  {
    accountId,
    id: text().notNull(),
    revision: integer().notNull().default(1),
    email: text().notNull(),
    firstName: text().notNull(),
    lastName: text().notNull(),
    /** Case and accents folded, because SQLite has no collation: shared/sort-key.ts. */
    nameKey: text().notNull(),
    /** What a search matches the beginnings of, as JSON: shared/sort-key.ts. */
    terms: text().notNull().default("[]"),
    externalId: text(),
    status: text().$type<UserStatus>().notNull(),
    /** Detached when removed. */
    loginId: text(),
    currentInvitationId: text(),
    invitedAt: integer(),
    sentAt: integer(),
    expiresAt: integer(),
    joinedAt: integer(),
    removedAt: integer(),
    lastSignInAt: integer(),
    askedAgainAt: integer(),
    notifyAccepted: integer().notNull().default(1),
    notifyDeclined: integer().notNull().default(1),
    notifyExpired: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    // By the address first: an account's user is found by it, and whom any account knows.
    uniqueIndex("users_anywhere").on(t.email, t.accountId),
    uniqueIndex("users_external_id").on(t.accountId, t.externalId).where(sql`${t.externalId} IS NOT NULL`),
    // One index for each way to sort, status first: a list merges the statuses it shows, each already in order.
    index("users_by_name").on(t.accountId, t.status, t.nameKey, t.id),
    index("users_by_email").on(t.accountId, t.status, t.email, t.id),
    index("users_by_sent").on(t.accountId, t.status, t.sentAt, t.id),
    index("users_by_joined").on(t.accountId, t.status, t.joinedAt, t.id),
    index("users_by_last_sign_in").on(t.accountId, t.status, t.lastSignInAt, t.id),
    index("users_by_expiry").on(t.accountId, t.expiresAt, t.id).where(sql`${t.status} = 'invited'`),
    // What is due in any account, for the sweep.
    index("users_due").on(t.expiresAt).where(sql`${t.status} = 'invited'`),
    index("users_login").on(t.loginId).where(sql`${t.loginId} IS NOT NULL`),
  ],
);

/** How many users have each stored status, kept by triggers. */
export const userCounts = sqliteTable(
  "userCounts",
  { accountId, status: text().$type<UserStatus>().notNull(), count: integer().notNull() },
  (t) => [primaryKey({ columns: [t.accountId, t.status] })],
);

/**
 * What a user can be filtered by, one row each: a group's id, the state of the current invitation's mail, the id of
 * whoever sent it, or "askedAgain". Kept by triggers, with copies of the columns by which lists are sorted: a filtered
 * list of a hundred thousand is a walk along one index, as the list of everybody is.
 */
export const userFacets = sqliteTable(
  "userFacets",
  {
    accountId,
    facet: text().notNull(),
    /** From here on as in `users`, so that a list reads either. */
    id: text().notNull(),
    status: text().$type<UserStatus>().notNull(),
    nameKey: text().notNull(),
    email: text().notNull(),
    sentAt: integer(),
    expiresAt: integer(),
    joinedAt: integer(),
    lastSignInAt: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id, t.facet] }),
    index("facets_by_name").on(t.accountId, t.facet, t.status, t.nameKey, t.id),
    index("facets_by_email").on(t.accountId, t.facet, t.status, t.email, t.id),
    index("facets_by_sent").on(t.accountId, t.facet, t.status, t.sentAt, t.id),
    index("facets_by_joined").on(t.accountId, t.facet, t.status, t.joinedAt, t.id),
    index("facets_by_last_sign_in").on(t.accountId, t.facet, t.status, t.lastSignInAt, t.id),
  ],
);

/** How many users of each stored status have a facet, kept by triggers. */
export const facetCounts = sqliteTable(
  "facetCounts",
  {
    accountId,
    facet: text().notNull(),
    status: text().$type<UserStatus>().notNull(),
    count: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.facet, t.status] })],
);

export const groups = sqliteTable(
  "groups",
  {
    accountId,
    id: text().notNull(),
    name: text().notNull(),
    nameKey: text().notNull(),
    isAdministrators: integer().notNull().default(0),
    /** Kept by triggers. */
    userCount: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.id] }), uniqueIndex("groups_name").on(t.accountId, t.nameKey)],
);

export const groupMembers = sqliteTable(
  "groupMembers",
  { accountId, userId: text().notNull(), groupId: text().notNull() },
  (t) => [
    primaryKey({ columns: [t.accountId, t.userId, t.groupId] }),
    index("groupMembers_by_group").on(t.accountId, t.groupId, t.userId),
    // A group that goes while somebody is being invited into it makes that invitation decide again.
    foreignKey({ columns: [t.accountId, t.groupId], foreignColumns: [groups.accountId, groups.id] }),
    foreignKey({ columns: [t.accountId, t.userId], foreignColumns: [users.accountId, users.id] }),
  ],
);

/** One offer of a place. When it was sent and until when it is valid stands at its user, who has one current offer. */
export const invitations = sqliteTable(
  "invitations",
  {
    accountId,
    id: text().notNull(),
    userId: text().notNull(),
    invitedAt: integer().notNull(),
    invitedByKind: text().$type<ActorKind>().notNull(),
    invitedById: text().notNull(),
    /** The person behind it: whoever invited, or made the token that did. */
    invitedByUserId: text().notNull(),
    endedAs: text().$type<InvitationEnding>(),
    endedAt: integer(),
    resentAt: integer(),
    /** The link key it was made with, and LINK_EPOCH when it was last sent. */
    keyId: integer().notNull(),
    epoch: integer().notNull(),
    locale: text().notNull(),
    message: text(),
    /** Whether its object has been told; the sweep tells those that were not. */
    armed: integer().notNull().default(1),
    /** Its mail: null state when none was asked for, null `mailDueAt` when nothing is owed. */
    mailKind: text().$type<"invitation" | "newInvitation">(),
    mailState: text().$type<DeliveryState>(),
    mailError: text().$type<DeliveryError>(),
    mailAttempts: integer().notNull().default(0),
    mailDueAt: integer(),
    mailAt: integer(),
    /** New with each sending, the same for each attempt of it. */
    sendId: text(),
    /** Of the reminder: null when none is owed. Counted by sending, so that each has one. */
    reminderDueAt: integer(),
    reminderAttempts: integer().notNull().default(0),
    /** How it ended is owed to whoever invited, or stands in the mail that is being handed over to them. */
    news: text().$type<"owed" | "underWay">(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    uniqueIndex("invitations_id").on(t.id),
    index("invitations_user").on(t.accountId, t.userId),
    index("invitations_inviter").on(t.accountId, t.invitedByUserId),
    index("invitations_mail_due").on(t.mailDueAt).where(sql`${t.mailDueAt} IS NOT NULL`),
    index("invitations_reminder_due").on(t.reminderDueAt).where(sql`${t.reminderDueAt} IS NOT NULL`),
    index("invitations_unarmed").on(t.mailDueAt).where(sql`${t.armed} = 0`),
    index("invitations_news").on(t.accountId, t.invitedByUserId).where(sql`${t.news} IS NOT NULL`),
  ],
);

/** One row per attempt to hand a mail over. */
export const deliveries = sqliteTable(
  "deliveries",
  {
    accountId,
    userId: text().notNull(),
    /** Null for a notice to somebody who had joined. */
    invitationId: text(),
    mail: text().$type<"invitation" | "reminder" | "removal" | "news">().notNull().default("invitation"),
    sendId: text().notNull(),
    attempt: integer().notNull(),
    startedAt: integer().notNull(),
    finishedAt: integer(),
    /** Null while under way, and for ever if the process died before the answer. */
    outcome: text().$type<"sent" | "temporary" | "permanent">(),
    error: text().$type<DeliveryError>(),
    /** What the provider calls it when it reports on it later; null from one that does not say. */
    messageId: text(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.sendId, t.attempt] }),
    index("deliveries_user").on(t.accountId, t.userId, t.startedAt),
    index("deliveries_message").on(t.messageId).where(sql`${t.messageId} IS NOT NULL`),
  ],
);

/**
 * Mails owed to people outside of any open invitation: the notice of removal, whose row goes with it, and news of their
 * invitations to those who sent them, whose row stays for an hour after, so that what happens meanwhile is gathered.
 */
export const notices = sqliteTable(
  "notices",
  {
    accountId,
    id: text().notNull(),
    userId: text().notNull(),
    kind: text().$type<"removal" | "news">().notNull(),
    /** Empty for news: they go where that user's mails go when they leave. */
    email: text().notNull(),
    attempts: integer().notNull().default(0),
    dueAt: integer().notNull(),
    /** LINK_EPOCH when it became owed. Of news the invitations have it. */
    epoch: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    index("notices_due").on(t.dueAt),
    uniqueIndex("notices_news").on(t.accountId, t.userId).where(sql`${t.kind} = 'news'`),
  ],
);

/** When this account last mailed invitations to an address; counted against the cap of a day, then forgotten. */
export const sends = sqliteTable(
  "sends",
  { accountId, email: text().notNull(), at: integer().notNull(), sendId: text().notNull() },
  (t) => [primaryKey({ columns: [t.accountId, t.email, t.at, t.sendId] }), index("sends_age").on(t.at)],
);

/** How many invitation mails an account has asked for in an hour (since 1970), counted against its cap, then forgotten. */
export const sendCounts = sqliteTable(
  "sendCounts",
  { accountId, hour: integer().notNull(), count: integer().notNull() },
  (t) => [primaryKey({ columns: [t.accountId, t.hour] }), index("sendCounts_age").on(t.hour)],
);

/** Addresses whose owners want no more mails of this account's invitations: keyed digests, which outlive their users. */
export const stoppedAddresses = sqliteTable(
  "stoppedAddresses",
  { accountId, address: text().notNull(), at: integer().notNull() },
  (t) => [primaryKey({ columns: [t.accountId, t.address] })],
);

/** The audit trail, appended to in the batch of every change and never rewritten but to forget a person. */
export const events = sqliteTable(
  "events",
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    accountId,
    userId: text(),
    invitationId: text(),
    type: text().$type<EventType>().notNull(),
    actorKind: text().$type<ActorKind>().notNull(),
    actorId: text(),
    at: integer().notNull(),
    recordedAt: integer().notNull(),
    /** JSON, may be personal. */
    details: text(),
  },
  (t) => [
    index("events_account").on(t.accountId, t.seq),
    index("events_user").on(t.accountId, t.userId, t.seq),
    index("events_type").on(t.accountId, t.type, t.seq),
    index("events_actor").on(t.accountId, t.actorKind, t.actorId, t.type, t.seq),
    index("events_recorded").on(t.accountId, t.recordedAt, t.seq),
  ],
);

/**
 * One row per change: a retry finds it and answers as the first call did, and a write of unknown outcome recognises
 * itself by it. `holds` is the guard: false, and the whole batch is undone.
 */
export const commands = sqliteTable(
  "commands",
  {
    accountId,
    id: text().notNull(),
    inputHash: text().notNull(),
    /** The id that the change made or was about. */
    subjectId: text().notNull(),
    /** What a command on many came to, one by one: ids, statuses and refusals as JSON, nothing personal. */
    outcomes: text(),
    createdAt: integer().notNull(),
    holds: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    index("commands_age").on(t.createdAt),
    check("decision_holds", sql`${t.holds} = 1`),
  ],
);

export const tokens = sqliteTable(
  "tokens",
  {
    accountId,
    id: text().notNull(),
    name: text().notNull(),
    /** SHA-256 of the token, hex. */
    hash: text().notNull(),
    ending: text().notNull(),
    scope: text().$type<"read" | "write">().notNull(),
    createdAt: integer().notNull(),
    createdByUserId: text().notNull(),
    expiresAt: integer(),
    lastUsedAt: integer(),
    disabledAt: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    uniqueIndex("tokens_hash").on(t.accountId, t.hash),
    index("tokens_maker").on(t.accountId, t.createdByUserId),
  ],
);

/** Where an account is told of its events. `afterSeq` is the last event that has become a delivery, or was not asked for. */
export const webhooks = sqliteTable(
  "webhooks",
  {
    accountId,
    id: text().notNull(),
    url: text().notNull(),
    /** JSON; null is every type. */
    types: text(),
    /** Sealed, see worker/webhooks/secret.ts. */
    secret: text().notNull(),
    previousSecret: text(),
    previousSecretEndsAt: integer(),
    createdAt: integer().notNull(),
    createdByUserId: text().notNull(),
    disabledAt: integer(),
    disabledAs: text().$type<"byHand" | "gone">(),
    afterSeq: integer().notNull(),
    lastDeliveredAt: integer(),
    failingSince: integer(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.id] })],
);

/**
 * What of an event is owed to a webhook, and how that went. Queues carry these rows and remember nothing that is not
 * here: whatever a queue has lost is handed out again.
 */
export const webhookDeliveries = sqliteTable(
  "webhookDeliveries",
  {
    accountId,
    webhookId: text().notNull(),
    seq: integer().notNull(),
    /** The next attempt; null when it was delivered, given up, or is held because the webhook is disabled. */
    dueAt: integer(),
    /** When it was last put into the queue. */
    handedAt: integer().notNull(),
    attempts: integer().notNull().default(0),
    lastAttemptAt: integer(),
    lastStatus: integer(),
    lastError: text().$type<WebhookError>(),
    deliveredAt: integer(),
    /** When the dead-letter queue had it. */
    deadAt: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.webhookId, t.seq] }),
    index("webhookDeliveries_due").on(t.dueAt).where(sql`${t.dueAt} IS NOT NULL`),
    index("webhookDeliveries_open")
      .on(t.accountId, t.webhookId, t.seq)
      .where(sql`${t.deliveredAt} IS NULL AND ${t.deadAt} IS NULL`),
    index("webhookDeliveries_dead").on(t.accountId, t.webhookId, t.seq).where(sql`${t.deadAt} IS NOT NULL`),
    index("webhookDeliveries_age")
      .on(t.lastAttemptAt)
      .where(sql`${t.deliveredAt} IS NOT NULL OR ${t.deadAt} IS NOT NULL`),
  ],
);

/**
 * The terms of users that no other index finds, kept by triggers: not what a name begins with, nor the address. By
 * status, as the other indexes are, so that whoever is found is counted without looking at each.
 */
export const searchTerms = sqliteTable(
  "searchTerms",
  { accountId, status: text().$type<UserStatus>().notNull(), term: text().notNull(), userId: text().notNull() },
  (t) => [primaryKey({ columns: [t.accountId, t.status, t.term, t.userId] })],
);

/** When the sweep last finished, for whoever watches. */
export const heartbeats = sqliteTable("heartbeats", { name: text().primaryKey(), at: integer().notNull() });
