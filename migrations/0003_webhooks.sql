CREATE TABLE `webhookDeliveries` (
	`accountId` text NOT NULL,
	`webhookId` text NOT NULL,
	`seq` integer NOT NULL,
	`dueAt` integer,
	`handedAt` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`lastAttemptAt` integer,
	`lastStatus` integer,
	`lastError` text,
	`deliveredAt` integer,
	`deadAt` integer,
	PRIMARY KEY(`accountId`, `webhookId`, `seq`)
);
--> statement-breakpoint
CREATE INDEX `webhookDeliveries_due` ON `webhookDeliveries` (`dueAt`) WHERE "webhookDeliveries"."dueAt" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `webhookDeliveries_open` ON `webhookDeliveries` (`accountId`,`webhookId`,`seq`) WHERE "webhookDeliveries"."deliveredAt" IS NULL AND "webhookDeliveries"."deadAt" IS NULL;--> statement-breakpoint
CREATE INDEX `webhookDeliveries_dead` ON `webhookDeliveries` (`accountId`,`webhookId`,`seq`) WHERE "webhookDeliveries"."deadAt" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `webhookDeliveries_age` ON `webhookDeliveries` (`lastAttemptAt`) WHERE "webhookDeliveries"."deliveredAt" IS NOT NULL OR "webhookDeliveries"."deadAt" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `webhooks` (
	`accountId` text NOT NULL,
	`id` text NOT NULL,
	`url` text NOT NULL,
	`types` text,
	`secret` text NOT NULL,
	`previousSecret` text,
	`previousSecretEndsAt` integer,
	`createdAt` integer NOT NULL,
	`createdByUserId` text NOT NULL,
	`disabledAt` integer,
	`disabledAs` text,
	`afterSeq` integer NOT NULL,
	`lastDeliveredAt` integer,
	`failingSince` integer,
	PRIMARY KEY(`accountId`, `id`)
);
