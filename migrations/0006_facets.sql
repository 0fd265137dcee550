CREATE TABLE `facetCounts` (
	`accountId` text NOT NULL,
	`facet` text NOT NULL,
	`status` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`accountId`, `facet`, `status`)
);
--> statement-breakpoint
CREATE TABLE `userFacets` (
	`accountId` text NOT NULL,
	`facet` text NOT NULL,
	`id` text NOT NULL,
	`status` text NOT NULL,
	`nameKey` text NOT NULL,
	`email` text NOT NULL,
	`sentAt` integer,
	`expiresAt` integer,
	`joinedAt` integer,
	`lastSignInAt` integer,
	PRIMARY KEY(`accountId`, `id`, `facet`)
);
--> statement-breakpoint
CREATE INDEX `facets_by_name` ON `userFacets` (`accountId`,`facet`,`status`,`nameKey`,`id`);--> statement-breakpoint
CREATE INDEX `facets_by_email` ON `userFacets` (`accountId`,`facet`,`status`,`email`,`id`);--> statement-breakpoint
CREATE INDEX `facets_by_sent` ON `userFacets` (`accountId`,`facet`,`status`,`sentAt`,`id`);--> statement-breakpoint
CREATE INDEX `facets_by_joined` ON `userFacets` (`accountId`,`facet`,`status`,`joinedAt`,`id`);--> statement-breakpoint
CREATE INDEX `facets_by_last_sign_in` ON `userFacets` (`accountId`,`facet`,`status`,`lastSignInAt`,`id`);--> statement-breakpoint
DROP INDEX `searchTerms_user`;--> statement-breakpoint
CREATE INDEX `searchTerms_user` ON `searchTerms` (`accountId`,`userId`,`term`);