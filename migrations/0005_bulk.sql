DROP INDEX `invitations_unarmed`;--> statement-breakpoint
CREATE INDEX `invitations_unarmed` ON `invitations` (`mailDueAt`) WHERE "invitations"."armed" = 0;--> statement-breakpoint
ALTER TABLE `accounts` ADD `nextSlotAt` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `commands` ADD `outcomes` text;