CREATE TABLE `directory` (
	`loginId` text NOT NULL,
	`accountId` text NOT NULL,
	PRIMARY KEY(`loginId`, `accountId`),
	FOREIGN KEY (`loginId`) REFERENCES `logins`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `loginAccounts` (
	`id` text PRIMARY KEY NOT NULL,
	`loginId` text NOT NULL,
	`providerId` text NOT NULL,
	`accountId` text NOT NULL,
	`accessToken` text,
	`refreshToken` text,
	`idToken` text,
	`accessTokenExpiresAt` integer,
	`refreshTokenExpiresAt` integer,
	`scope` text,
	`password` text,
	`createdAt` integer NOT NULL,
	`updatedAt` integer NOT NULL,
	FOREIGN KEY (`loginId`) REFERENCES `logins`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `loginAccounts_login` ON `loginAccounts` (`loginId`);--> statement-breakpoint
CREATE TABLE `logins` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`emailVerified` integer NOT NULL,
	`name` text NOT NULL,
	`image` text,
	`createdAt` integer NOT NULL,
	`updatedAt` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `logins_email_unique` ON `logins` (`email`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`loginId` text NOT NULL,
	`expiresAt` integer NOT NULL,
	`createdAt` integer NOT NULL,
	`updatedAt` integer NOT NULL,
	`ipAddress` text,
	`userAgent` text,
	FOREIGN KEY (`loginId`) REFERENCES `logins`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token_unique` ON `sessions` (`token`);--> statement-breakpoint
CREATE INDEX `sessions_login` ON `sessions` (`loginId`);--> statement-breakpoint
CREATE INDEX `sessions_expires` ON `sessions` (`expiresAt`);--> statement-breakpoint
CREATE TABLE `verifications` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expiresAt` integer NOT NULL,
	`createdAt` integer NOT NULL,
	`updatedAt` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verifications_identifier` ON `verifications` (`identifier`,`createdAt`);--> statement-breakpoint
CREATE INDEX `verifications_expires` ON `verifications` (`expiresAt`);--> statement-breakpoint
CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`homeUrl` text,
	`locale` text NOT NULL,
	`timeZone` text NOT NULL,
	`administratorsGroupId` text NOT NULL,
	`accessRevision` integer DEFAULT 0 NOT NULL,
	`createdAt` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `commands` (
	`accountId` text NOT NULL,
	`id` text NOT NULL,
	`inputHash` text NOT NULL,
	`subjectId` text NOT NULL,
	`createdAt` integer NOT NULL,
	`holds` integer NOT NULL,
	PRIMARY KEY(`accountId`, `id`),
	CONSTRAINT "decision_holds" CHECK("commands"."holds" = 1)
);
--> statement-breakpoint
CREATE INDEX `commands_age` ON `commands` (`createdAt`);--> statement-breakpoint
CREATE TABLE `deliveries` (
	`accountId` text NOT NULL,
	`userId` text NOT NULL,
	`invitationId` text,
	`sendId` text NOT NULL,
	`attempt` integer NOT NULL,
	`startedAt` integer NOT NULL,
	`finishedAt` integer,
	`outcome` text,
	`error` text,
	PRIMARY KEY(`accountId`, `sendId`, `attempt`)
);
--> statement-breakpoint
CREATE INDEX `deliveries_user` ON `deliveries` (`accountId`,`userId`,`startedAt`);--> statement-breakpoint
CREATE TABLE `events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`accountId` text NOT NULL,
	`userId` text,
	`invitationId` text,
	`type` text NOT NULL,
	`actorKind` text NOT NULL,
	`actorId` text,
	`at` integer NOT NULL,
	`recordedAt` integer NOT NULL,
	`details` text
);
--> statement-breakpoint
CREATE INDEX `events_account` ON `events` (`accountId`,`seq`);--> statement-breakpoint
CREATE INDEX `events_user` ON `events` (`accountId`,`userId`,`seq`);--> statement-breakpoint
CREATE INDEX `events_type` ON `events` (`accountId`,`type`,`seq`);--> statement-breakpoint
CREATE TABLE `groupMembers` (
	`accountId` text NOT NULL,
	`userId` text NOT NULL,
	`groupId` text NOT NULL,
	PRIMARY KEY(`accountId`, `userId`, `groupId`),
	FOREIGN KEY (`accountId`,`groupId`) REFERENCES `groups`(`accountId`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`accountId`,`userId`) REFERENCES `users`(`accountId`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `groupMembers_by_group` ON `groupMembers` (`accountId`,`groupId`,`userId`);--> statement-breakpoint
CREATE TABLE `groups` (
	`accountId` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`nameKey` text NOT NULL,
	`isAdministrators` integer DEFAULT 0 NOT NULL,
	`userCount` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`accountId`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `groups_name` ON `groups` (`accountId`,`nameKey`);--> statement-breakpoint
CREATE TABLE `heartbeats` (
	`name` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `invitations` (
	`accountId` text NOT NULL,
	`id` text NOT NULL,
	`userId` text NOT NULL,
	`invitedAt` integer NOT NULL,
	`invitedByKind` text NOT NULL,
	`invitedById` text NOT NULL,
	`invitedByUserId` text NOT NULL,
	`endedAs` text,
	`endedAt` integer,
	`resentAt` integer,
	`keyId` integer NOT NULL,
	`epoch` integer NOT NULL,
	`locale` text NOT NULL,
	`message` text,
	`armed` integer DEFAULT 1 NOT NULL,
	`mailKind` text,
	`mailState` text,
	`mailError` text,
	`mailAttempts` integer DEFAULT 0 NOT NULL,
	`mailDueAt` integer,
	`mailAt` integer,
	`sendId` text,
	PRIMARY KEY(`accountId`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_id` ON `invitations` (`id`);--> statement-breakpoint
CREATE INDEX `invitations_user` ON `invitations` (`accountId`,`userId`);--> statement-breakpoint
CREATE INDEX `invitations_inviter` ON `invitations` (`accountId`,`invitedByUserId`);--> statement-breakpoint
CREATE INDEX `invitations_mail_due` ON `invitations` (`mailDueAt`) WHERE "invitations"."mailDueAt" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `invitations_unarmed` ON `invitations` (`invitedAt`) WHERE "invitations"."armed" = 0;--> statement-breakpoint
CREATE TABLE `notices` (
	`accountId` text NOT NULL,
	`id` text NOT NULL,
	`userId` text NOT NULL,
	`kind` text NOT NULL,
	`email` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`dueAt` integer NOT NULL,
	PRIMARY KEY(`accountId`, `id`)
);
--> statement-breakpoint
CREATE INDEX `notices_due` ON `notices` (`dueAt`);--> statement-breakpoint
CREATE TABLE `searchTerms` (
	`accountId` text NOT NULL,
	`term` text NOT NULL,
	`userId` text NOT NULL,
	PRIMARY KEY(`accountId`, `term`, `userId`)
);
--> statement-breakpoint
CREATE INDEX `searchTerms_user` ON `searchTerms` (`accountId`,`userId`);--> statement-breakpoint
CREATE TABLE `sends` (
	`accountId` text NOT NULL,
	`email` text NOT NULL,
	`at` integer NOT NULL,
	`sendId` text NOT NULL,
	PRIMARY KEY(`accountId`, `email`, `at`, `sendId`)
);
--> statement-breakpoint
CREATE INDEX `sends_age` ON `sends` (`at`);--> statement-breakpoint
CREATE TABLE `tokens` (
	`accountId` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`ending` text NOT NULL,
	`scope` text NOT NULL,
	`createdAt` integer NOT NULL,
	`createdByUserId` text NOT NULL,
	`expiresAt` integer,
	`lastUsedAt` integer,
	`disabledAt` integer,
	PRIMARY KEY(`accountId`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tokens_hash` ON `tokens` (`accountId`,`hash`);--> statement-breakpoint
CREATE INDEX `tokens_maker` ON `tokens` (`accountId`,`createdByUserId`);--> statement-breakpoint
CREATE TABLE `userCounts` (
	`accountId` text NOT NULL,
	`status` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`accountId`, `status`)
);
--> statement-breakpoint
CREATE TABLE `users` (
	`accountId` text NOT NULL,
	`id` text NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`email` text NOT NULL,
	`firstName` text NOT NULL,
	`lastName` text NOT NULL,
	`nameKey` text NOT NULL,
	`externalId` text,
	`status` text NOT NULL,
	`loginId` text,
	`currentInvitationId` text,
	`invitedAt` integer,
	`sentAt` integer,
	`expiresAt` integer,
	`joinedAt` integer,
	`removedAt` integer,
	`lastSignInAt` integer,
	`askedAgainAt` integer,
	`notifyAccepted` integer DEFAULT 1 NOT NULL,
	`notifyDeclined` integer DEFAULT 1 NOT NULL,
	`notifyExpired` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`accountId`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email` ON `users` (`accountId`,`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `users_external_id` ON `users` (`accountId`,`externalId`) WHERE "users"."externalId" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `users_by_name` ON `users` (`accountId`,`status`,`nameKey`,`id`);--> statement-breakpoint
CREATE INDEX `users_by_email` ON `users` (`accountId`,`status`,`email`,`id`);--> statement-breakpoint
CREATE INDEX `users_by_sent` ON `users` (`accountId`,`status`,`sentAt`,`id`);--> statement-breakpoint
CREATE INDEX `users_by_joined` ON `users` (`accountId`,`status`,`joinedAt`,`id`);--> statement-breakpoint
CREATE INDEX `users_by_last_sign_in` ON `users` (`accountId`,`status`,`lastSignInAt`,`id`);--> statement-breakpoint
CREATE INDEX `users_by_expiry` ON `users` (`accountId`,`status`,`expiresAt`,`id`);--> statement-breakpoint
CREATE INDEX `users_due` ON `users` (`expiresAt`) WHERE "users"."status" = 'invited';--> statement-breakpoint
CREATE INDEX `users_login` ON `users` (`loginId`) WHERE "users"."loginId" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `users_anywhere` ON `users` (`email`);