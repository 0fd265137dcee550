-- Terms by status, as every other index of users: whoever a word finds in a status is counted without looking at each.
DROP TRIGGER users_searchable;--> statement-breakpoint
DROP TRIGGER users_searchable_anew;--> statement-breakpoint
DROP TRIGGER users_not_searchable;--> statement-breakpoint
DROP TABLE `searchTerms`;--> statement-breakpoint
CREATE TABLE `searchTerms` (
	`accountId` text NOT NULL,
	`status` text NOT NULL,
	`term` text NOT NULL,
	`userId` text NOT NULL,
	PRIMARY KEY(`accountId`, `status`, `term`, `userId`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO searchTerms (accountId, status, term, userId)
  SELECT u.accountId, u.status, t.value, u.id FROM users u, json_each(u.terms) t
  WHERE t.value <> u.email AND instr(u.nameKey, t.value) <> 1 ORDER BY 1, 2, 3, 4;
--> statement-breakpoint
CREATE TRIGGER users_searchable AFTER INSERT ON users BEGIN
  INSERT INTO searchTerms (accountId, status, term, userId)
    SELECT new.accountId, new.status, t.value, new.id FROM json_each(new.terms) t
    WHERE t.value <> new.email AND instr(new.nameKey, t.value) <> 1;
END;
--> statement-breakpoint
CREATE TRIGGER users_searchable_anew AFTER UPDATE OF terms, nameKey, email, status ON users
WHEN old.terms <> new.terms OR old.nameKey <> new.nameKey OR old.email <> new.email BEGIN
  DELETE FROM searchTerms WHERE accountId = old.accountId AND status = old.status
    AND term IN (SELECT value FROM json_each(old.terms)) AND userId = old.id;
  INSERT INTO searchTerms (accountId, status, term, userId)
    SELECT new.accountId, new.status, t.value, new.id FROM json_each(new.terms) t
    WHERE t.value <> new.email AND instr(new.nameKey, t.value) <> 1;
END;
--> statement-breakpoint
CREATE TRIGGER users_searchable_by_status AFTER UPDATE OF status ON users
WHEN old.status <> new.status AND old.terms = new.terms AND old.nameKey = new.nameKey AND old.email = new.email BEGIN
  UPDATE searchTerms SET status = new.status WHERE accountId = old.accountId AND status = old.status
    AND term IN (SELECT value FROM json_each(old.terms)) AND userId = old.id;
END;
--> statement-breakpoint
CREATE TRIGGER users_not_searchable AFTER DELETE ON users BEGIN
  DELETE FROM searchTerms WHERE accountId = old.accountId AND status = old.status
    AND term IN (SELECT value FROM json_each(old.terms)) AND userId = old.id;
END;
