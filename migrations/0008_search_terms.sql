-- What a search matches stands at the user, as JSON. A row of its own has only what no other index finds: the name from
-- its beginning, the address and the id are looked up where they stand.
ALTER TABLE `users` ADD `terms` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
UPDATE users SET terms = (SELECT json_group_array(t.term) FROM searchTerms t WHERE t.accountId = users.accountId
  AND t.userId = users.id AND t.term NOT IN (lower(users.id), lower(substr(users.id, 5))));
--> statement-breakpoint
DROP TABLE `searchTerms`;--> statement-breakpoint
CREATE TABLE `searchTerms` (
	`accountId` text NOT NULL,
	`isListed` integer NOT NULL,
	`term` text NOT NULL,
	`userId` text NOT NULL,
	PRIMARY KEY(`accountId`, `isListed`, `term`, `userId`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO searchTerms (accountId, isListed, term, userId)
  SELECT u.accountId, u.status <> 'removed', t.value, u.id FROM users u, json_each(u.terms) t
  WHERE t.value <> u.email AND instr(u.nameKey, t.value) <> 1 ORDER BY 1, 2, 3, 4;
--> statement-breakpoint
-- Kept by triggers, so that no statement can forget them.
CREATE TRIGGER users_searchable AFTER INSERT ON users BEGIN
  INSERT INTO searchTerms (accountId, isListed, term, userId)
    SELECT new.accountId, new.status <> 'removed', t.value, new.id FROM json_each(new.terms) t
    WHERE t.value <> new.email AND instr(new.nameKey, t.value) <> 1;
END;
--> statement-breakpoint
CREATE TRIGGER users_searchable_anew AFTER UPDATE OF terms, nameKey, email, status ON users
WHEN old.terms <> new.terms OR old.nameKey <> new.nameKey OR old.email <> new.email
  OR (old.status = 'removed') <> (new.status = 'removed') BEGIN
  DELETE FROM searchTerms WHERE accountId = old.accountId AND isListed = (old.status <> 'removed')
    AND term IN (SELECT value FROM json_each(old.terms)) AND userId = old.id;
  INSERT INTO searchTerms (accountId, isListed, term, userId)
    SELECT new.accountId, new.status <> 'removed', t.value, new.id FROM json_each(new.terms) t
    WHERE t.value <> new.email AND instr(new.nameKey, t.value) <> 1;
END;
--> statement-breakpoint
CREATE TRIGGER users_not_searchable AFTER DELETE ON users BEGIN
  DELETE FROM searchTerms WHERE accountId = old.accountId AND isListed = (old.status <> 'removed')
    AND term IN (SELECT value FROM json_each(old.terms)) AND userId = old.id;
END;
--> statement-breakpoint
-- One index finds an address in an account and anywhere; a deadline matters to who is invited.
DROP INDEX `users_anywhere`;--> statement-breakpoint
DROP INDEX `users_email`;--> statement-breakpoint
CREATE UNIQUE INDEX `users_anywhere` ON `users` (`email`,`accountId`);--> statement-breakpoint
DROP INDEX `users_by_expiry`;--> statement-breakpoint
CREATE INDEX `users_by_expiry` ON `users` (`accountId`,`expiresAt`,`id`) WHERE "users"."status" = 'invited';
