ALTER TABLE `deliveries` ADD `mail` text DEFAULT 'invitation' NOT NULL;--> statement-breakpoint
ALTER TABLE `invitations` ADD `reminderDueAt` integer;--> statement-breakpoint
ALTER TABLE `invitations` ADD `reminderAttempts` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `invitations` ADD `news` text;--> statement-breakpoint
CREATE INDEX `invitations_reminder_due` ON `invitations` (`reminderDueAt`) WHERE "invitations"."reminderDueAt" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `invitations_news` ON `invitations` (`accountId`,`invitedByUserId`) WHERE "invitations"."news" IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `notices_news` ON `notices` (`accountId`,`userId`) WHERE "notices"."kind" = 'news';