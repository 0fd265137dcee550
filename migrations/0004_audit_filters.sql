CREATE INDEX `events_actor` ON `events` (`accountId`,`actorKind`,`actorId`,`type`,`seq`);--> statement-breakpoint
CREATE INDEX `events_recorded` ON `events` (`accountId`,`recordedAt`,`seq`);