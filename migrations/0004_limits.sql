CREATE TABLE `codesSent` (
	`address` text NOT NULL,
	`client` text NOT NULL,
	`at` integer NOT NULL,
	`id` text NOT NULL,
	PRIMARY KEY(`address`, `client`, `at`, `id`)
);
--> statement-breakpoint
CREATE INDEX `codesSent_address` ON `codesSent` (`address`,`at`);--> statement-breakpoint
CREATE INDEX `codesSent_age` ON `codesSent` (`at`);--> statement-breakpoint
CREATE TABLE `mailsSent` (
	`address` text NOT NULL,
	`sendId` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`address`, `sendId`)
);
--> statement-breakpoint
CREATE INDEX `mailsSent_address` ON `mailsSent` (`address`,`at`);--> statement-breakpoint
CREATE INDEX `mailsSent_age` ON `mailsSent` (`at`);--> statement-breakpoint
CREATE TABLE `sendCounts` (
	`accountId` text NOT NULL,
	`hour` integer NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`accountId`, `hour`)
);
--> statement-breakpoint
CREATE INDEX `sendCounts_age` ON `sendCounts` (`hour`);--> statement-breakpoint
CREATE TABLE `stoppedAddresses` (
	`accountId` text NOT NULL,
	`address` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`accountId`, `address`)
);
