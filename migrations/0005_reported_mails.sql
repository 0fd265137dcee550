ALTER TABLE `deliveries` ADD `messageId` text;--> statement-breakpoint
CREATE INDEX `deliveries_message` ON `deliveries` (`messageId`) WHERE "deliveries"."messageId" IS NOT NULL;