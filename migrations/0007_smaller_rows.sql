-- Tables whose key is most of their row hold it once instead of twice; SQLite makes that choice when a table is made.
-- A trigger that names a table which is made anew goes first and comes back below.
DROP TRIGGER users_counted_in;--> statement-breakpoint
DROP TRIGGER users_counted_out;--> statement-breakpoint
DROP TRIGGER users_counted_over;--> statement-breakpoint
DROP TRIGGER members_counted_in;--> statement-breakpoint
DROP TRIGGER members_counted_out;--> statement-breakpoint
DROP TRIGGER facets_counted_in;--> statement-breakpoint
DROP TRIGGER facets_counted_out;--> statement-breakpoint
DROP TRIGGER facets_counted_over;--> statement-breakpoint
DROP TRIGGER members_faceted;--> statement-breakpoint
DROP TRIGGER members_unfaceted;--> statement-breakpoint
DROP TRIGGER invitations_faceted;--> statement-breakpoint
DROP TRIGGER users_offer_faceted;--> statement-breakpoint
DROP TRIGGER invitations_mail_faceted;--> statement-breakpoint
DROP TRIGGER users_asked_faceted;--> statement-breakpoint
DROP TRIGGER users_faceted;--> statement-breakpoint
DROP TRIGGER users_unfaceted;--> statement-breakpoint
DROP TRIGGER users_status_faceted;--> statement-breakpoint
DROP TRIGGER users_name_faceted;--> statement-breakpoint
DROP TRIGGER users_email_faceted;--> statement-breakpoint
DROP TRIGGER users_sent_faceted;--> statement-breakpoint
DROP TRIGGER users_expiry_faceted;--> statement-breakpoint
DROP TRIGGER users_joined_faceted;--> statement-breakpoint
DROP TRIGGER users_sign_in_faceted;--> statement-breakpoint
CREATE TABLE `newUserCounts` (
	`accountId` text NOT NULL,
	`status` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`accountId`, `status`)
) WITHOUT ROWID;
--> statement-breakpoint
-- Counted anew: who was there before there were triggers had been left out.
INSERT INTO newUserCounts SELECT accountId, status, count(*) FROM users GROUP BY accountId, status;--> statement-breakpoint
DROP TABLE userCounts;--> statement-breakpoint
ALTER TABLE newUserCounts RENAME TO userCounts;--> statement-breakpoint
CREATE TABLE `newFacetCounts` (
	`accountId` text NOT NULL,
	`facet` text NOT NULL,
	`status` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`accountId`, `facet`, `status`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO newFacetCounts SELECT accountId, facet, status, count FROM facetCounts;--> statement-breakpoint
DROP TABLE facetCounts;--> statement-breakpoint
ALTER TABLE newFacetCounts RENAME TO facetCounts;--> statement-breakpoint
CREATE TABLE `newUserFacets` (
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
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO newUserFacets (accountId, facet, id, status, nameKey, email, sentAt, expiresAt, joinedAt, lastSignInAt)
  SELECT accountId, facet, id, status, nameKey, email, sentAt, expiresAt, joinedAt, lastSignInAt FROM userFacets
  ORDER BY accountId, id, facet;
--> statement-breakpoint
DROP TABLE userFacets;--> statement-breakpoint
ALTER TABLE newUserFacets RENAME TO userFacets;--> statement-breakpoint
CREATE INDEX `facets_by_name` ON `userFacets` (`accountId`,`facet`,`status`,`nameKey`,`id`);--> statement-breakpoint
CREATE INDEX `facets_by_email` ON `userFacets` (`accountId`,`facet`,`status`,`email`,`id`);--> statement-breakpoint
CREATE INDEX `facets_by_sent` ON `userFacets` (`accountId`,`facet`,`status`,`sentAt`,`id`);--> statement-breakpoint
CREATE INDEX `facets_by_joined` ON `userFacets` (`accountId`,`facet`,`status`,`joinedAt`,`id`);--> statement-breakpoint
CREATE INDEX `facets_by_last_sign_in` ON `userFacets` (`accountId`,`facet`,`status`,`lastSignInAt`,`id`);--> statement-breakpoint
CREATE TABLE `newGroupMembers` (
	`accountId` text NOT NULL,
	`userId` text NOT NULL,
	`groupId` text NOT NULL,
	PRIMARY KEY(`accountId`, `userId`, `groupId`),
	FOREIGN KEY (`accountId`,`groupId`) REFERENCES `groups`(`accountId`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`accountId`,`userId`) REFERENCES `users`(`accountId`,`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO newGroupMembers SELECT accountId, userId, groupId FROM groupMembers ORDER BY accountId, userId, groupId;--> statement-breakpoint
DROP TABLE groupMembers;--> statement-breakpoint
ALTER TABLE newGroupMembers RENAME TO groupMembers;--> statement-breakpoint
CREATE INDEX `groupMembers_by_group` ON `groupMembers` (`accountId`,`groupId`,`userId`);--> statement-breakpoint
UPDATE groups SET userCount = (SELECT count(*) FROM groupMembers m WHERE m.accountId = groups.accountId AND m.groupId = groups.id);
--> statement-breakpoint
CREATE TABLE `newDirectory` (
	`loginId` text NOT NULL,
	`accountId` text NOT NULL,
	PRIMARY KEY(`loginId`, `accountId`),
	FOREIGN KEY (`loginId`) REFERENCES `logins`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO newDirectory SELECT loginId, accountId FROM directory ORDER BY loginId, accountId;--> statement-breakpoint
DROP TABLE directory;--> statement-breakpoint
ALTER TABLE newDirectory RENAME TO directory;--> statement-breakpoint
CREATE TABLE `newDeliveries` (
	`accountId` text NOT NULL,
	`userId` text NOT NULL,
	`invitationId` text,
	`mail` text DEFAULT 'invitation' NOT NULL,
	`sendId` text NOT NULL,
	`attempt` integer NOT NULL,
	`startedAt` integer NOT NULL,
	`finishedAt` integer,
	`outcome` text,
	`error` text,
	`messageId` text,
	PRIMARY KEY(`accountId`, `sendId`, `attempt`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO newDeliveries (accountId, userId, invitationId, mail, sendId, attempt, startedAt, finishedAt, outcome, error, messageId)
  SELECT accountId, userId, invitationId, mail, sendId, attempt, startedAt, finishedAt, outcome, error, messageId
  FROM deliveries ORDER BY accountId, sendId, attempt;
--> statement-breakpoint
DROP TABLE deliveries;--> statement-breakpoint
ALTER TABLE newDeliveries RENAME TO deliveries;--> statement-breakpoint
CREATE INDEX `deliveries_user` ON `deliveries` (`accountId`,`userId`,`startedAt`);--> statement-breakpoint
CREATE INDEX `deliveries_message` ON `deliveries` (`messageId`) WHERE "deliveries"."messageId" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `newCommands` (
	`accountId` text NOT NULL,
	`id` text NOT NULL,
	`inputHash` text NOT NULL,
	`subjectId` text NOT NULL,
	`outcomes` text,
	`createdAt` integer NOT NULL,
	`holds` integer NOT NULL,
	PRIMARY KEY(`accountId`, `id`),
	CONSTRAINT "decision_holds" CHECK("holds" = 1)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO newCommands (accountId, id, inputHash, subjectId, outcomes, createdAt, holds)
  SELECT accountId, id, inputHash, subjectId, outcomes, createdAt, holds FROM commands ORDER BY accountId, id;
--> statement-breakpoint
DROP TABLE commands;--> statement-breakpoint
ALTER TABLE newCommands RENAME TO commands;--> statement-breakpoint
CREATE INDEX `commands_age` ON `commands` (`createdAt`);--> statement-breakpoint
CREATE TABLE `newSends` (
	`accountId` text NOT NULL,
	`email` text NOT NULL,
	`at` integer NOT NULL,
	`sendId` text NOT NULL,
	PRIMARY KEY(`accountId`, `email`, `at`, `sendId`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO newSends SELECT accountId, email, at, sendId FROM sends;--> statement-breakpoint
DROP TABLE sends;--> statement-breakpoint
ALTER TABLE newSends RENAME TO sends;--> statement-breakpoint
CREATE INDEX `sends_age` ON `sends` (`at`);--> statement-breakpoint
CREATE TABLE `newMailsSent` (
	`address` text NOT NULL,
	`sendId` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`address`, `sendId`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO newMailsSent SELECT address, sendId, at FROM mailsSent;--> statement-breakpoint
DROP TABLE mailsSent;--> statement-breakpoint
ALTER TABLE newMailsSent RENAME TO mailsSent;--> statement-breakpoint
CREATE INDEX `mailsSent_address` ON `mailsSent` (`address`,`at`);--> statement-breakpoint
CREATE INDEX `mailsSent_age` ON `mailsSent` (`at`);--> statement-breakpoint
-- As they were, but for the last seven.
CREATE TRIGGER users_counted_in AFTER INSERT ON users BEGIN
  INSERT INTO userCounts (accountId, status, count) VALUES (new.accountId, new.status, 1)
    ON CONFLICT (accountId, status) DO UPDATE SET count = count + 1;
END;
--> statement-breakpoint
CREATE TRIGGER users_counted_out AFTER DELETE ON users BEGIN
  UPDATE userCounts SET count = count - 1 WHERE accountId = old.accountId AND status = old.status;
END;
--> statement-breakpoint
CREATE TRIGGER users_counted_over AFTER UPDATE OF status ON users WHEN old.status <> new.status BEGIN
  UPDATE userCounts SET count = count - 1 WHERE accountId = old.accountId AND status = old.status;
  INSERT INTO userCounts (accountId, status, count) VALUES (new.accountId, new.status, 1)
    ON CONFLICT (accountId, status) DO UPDATE SET count = count + 1;
END;
--> statement-breakpoint
CREATE TRIGGER members_counted_in AFTER INSERT ON groupMembers BEGIN
  UPDATE groups SET userCount = userCount + 1 WHERE accountId = new.accountId AND id = new.groupId;
END;
--> statement-breakpoint
CREATE TRIGGER members_counted_out AFTER DELETE ON groupMembers BEGIN
  UPDATE groups SET userCount = userCount - 1 WHERE accountId = old.accountId AND id = old.groupId;
END;
--> statement-breakpoint
CREATE TRIGGER facets_counted_in AFTER INSERT ON userFacets BEGIN
  INSERT INTO facetCounts (accountId, facet, status, count) VALUES (new.accountId, new.facet, new.status, 1)
    ON CONFLICT (accountId, facet, status) DO UPDATE SET count = count + 1;
END;
--> statement-breakpoint
CREATE TRIGGER facets_counted_out AFTER DELETE ON userFacets BEGIN
  UPDATE facetCounts SET count = count - 1
    WHERE accountId = old.accountId AND facet = old.facet AND status = old.status;
END;
--> statement-breakpoint
CREATE TRIGGER facets_counted_over AFTER UPDATE OF status ON userFacets WHEN old.status <> new.status BEGIN
  UPDATE facetCounts SET count = count - 1
    WHERE accountId = old.accountId AND facet = old.facet AND status = old.status;
  INSERT INTO facetCounts (accountId, facet, status, count) VALUES (new.accountId, new.facet, new.status, 1)
    ON CONFLICT (accountId, facet, status) DO UPDATE SET count = count + 1;
END;
--> statement-breakpoint
CREATE TRIGGER members_faceted AFTER INSERT ON groupMembers BEGIN
  INSERT INTO userFacets (accountId, facet, id, status, nameKey, email, sentAt, expiresAt, joinedAt, lastSignInAt)
    SELECT u.accountId, new.groupId, u.id, u.status, u.nameKey, u.email, u.sentAt, u.expiresAt, u.joinedAt, u.lastSignInAt
    FROM users u WHERE u.accountId = new.accountId AND u.id = new.userId;
END;
--> statement-breakpoint
CREATE TRIGGER members_unfaceted AFTER DELETE ON groupMembers BEGIN
  DELETE FROM userFacets WHERE accountId = old.accountId AND id = old.userId AND facet = old.groupId;
END;
--> statement-breakpoint
CREATE TRIGGER invitations_faceted AFTER INSERT ON invitations BEGIN
  INSERT INTO userFacets (accountId, facet, id, status, nameKey, email, sentAt, expiresAt, joinedAt, lastSignInAt)
    SELECT u.accountId, f.facet, u.id, u.status, u.nameKey, u.email, u.sentAt, u.expiresAt, u.joinedAt, u.lastSignInAt
    FROM users u, (SELECT new.mailState AS facet UNION ALL SELECT new.invitedByUserId) f
    WHERE u.accountId = new.accountId AND u.id = new.userId AND u.currentInvitationId = new.id AND f.facet IS NOT NULL;
END;
--> statement-breakpoint
CREATE TRIGGER users_offer_faceted AFTER UPDATE OF currentInvitationId ON users
WHEN old.currentInvitationId IS NOT new.currentInvitationId BEGIN
  DELETE FROM userFacets WHERE accountId = old.accountId AND id = old.id AND facet IN (
    SELECT mailState FROM invitations WHERE accountId = old.accountId AND id = old.currentInvitationId
    UNION ALL SELECT invitedByUserId FROM invitations WHERE accountId = old.accountId AND id = old.currentInvitationId);
  INSERT INTO userFacets (accountId, facet, id, status, nameKey, email, sentAt, expiresAt, joinedAt, lastSignInAt)
    SELECT new.accountId, f.facet, new.id, new.status, new.nameKey, new.email, new.sentAt, new.expiresAt, new.joinedAt,
      new.lastSignInAt
    FROM (SELECT mailState AS facet FROM invitations WHERE accountId = new.accountId AND id = new.currentInvitationId
      UNION ALL SELECT invitedByUserId FROM invitations
        WHERE accountId = new.accountId AND id = new.currentInvitationId) f
    WHERE f.facet IS NOT NULL;
END;
--> statement-breakpoint
CREATE TRIGGER invitations_mail_faceted AFTER UPDATE OF mailState ON invitations
WHEN old.mailState IS NOT new.mailState BEGIN
  DELETE FROM userFacets WHERE accountId = old.accountId AND id = old.userId AND facet = old.mailState
    AND EXISTS (SELECT 1 FROM users u WHERE u.accountId = old.accountId AND u.id = old.userId
      AND u.currentInvitationId = old.id);
  INSERT INTO userFacets (accountId, facet, id, status, nameKey, email, sentAt, expiresAt, joinedAt, lastSignInAt)
    SELECT u.accountId, new.mailState, u.id, u.status, u.nameKey, u.email, u.sentAt, u.expiresAt, u.joinedAt, u.lastSignInAt
    FROM users u WHERE u.accountId = new.accountId AND u.id = new.userId AND u.currentInvitationId = new.id
      AND new.mailState IS NOT NULL;
END;
--> statement-breakpoint
CREATE TRIGGER users_asked_faceted AFTER UPDATE OF askedAgainAt ON users
WHEN (old.askedAgainAt IS NULL) <> (new.askedAgainAt IS NULL) BEGIN
  DELETE FROM userFacets WHERE accountId = old.accountId AND id = old.id AND facet = 'askedAgain';
  INSERT INTO userFacets (accountId, facet, id, status, nameKey, email, sentAt, expiresAt, joinedAt, lastSignInAt)
    SELECT new.accountId, 'askedAgain', new.id, new.status, new.nameKey, new.email, new.sentAt, new.expiresAt,
      new.joinedAt, new.lastSignInAt
    WHERE new.askedAgainAt IS NOT NULL;
END;
--> statement-breakpoint
CREATE TRIGGER users_faceted AFTER INSERT ON users
WHEN new.askedAgainAt IS NOT NULL OR new.currentInvitationId IS NOT NULL BEGIN
  INSERT INTO userFacets (accountId, facet, id, status, nameKey, email, sentAt, expiresAt, joinedAt, lastSignInAt)
    SELECT new.accountId, f.facet, new.id, new.status, new.nameKey, new.email, new.sentAt, new.expiresAt, new.joinedAt,
      new.lastSignInAt
    FROM (SELECT mailState AS facet FROM invitations WHERE accountId = new.accountId AND id = new.currentInvitationId
      UNION ALL SELECT invitedByUserId FROM invitations WHERE accountId = new.accountId AND id = new.currentInvitationId
      UNION ALL SELECT 'askedAgain' WHERE new.askedAgainAt IS NOT NULL) f
    WHERE f.facet IS NOT NULL;
END;
--> statement-breakpoint
CREATE TRIGGER users_unfaceted AFTER DELETE ON users BEGIN
  DELETE FROM userFacets WHERE accountId = old.accountId AND id = old.id;
END;
--> statement-breakpoint
-- A status moves a user in every index, so whatever changes with it goes along for nothing. Else a column each, since an
-- UPDATE rewrites every index of every column that it names.
CREATE TRIGGER users_status_faceted AFTER UPDATE OF status ON users WHEN old.status <> new.status BEGIN
  UPDATE userFacets SET status = new.status, nameKey = new.nameKey, email = new.email, sentAt = new.sentAt,
    expiresAt = new.expiresAt, joinedAt = new.joinedAt, lastSignInAt = new.lastSignInAt
    WHERE accountId = new.accountId AND id = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER users_name_faceted AFTER UPDATE OF nameKey ON users
WHEN old.status = new.status AND old.nameKey <> new.nameKey BEGIN
  UPDATE userFacets SET nameKey = new.nameKey WHERE accountId = new.accountId AND id = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER users_email_faceted AFTER UPDATE OF email ON users
WHEN old.status = new.status AND old.email <> new.email BEGIN
  UPDATE userFacets SET email = new.email WHERE accountId = new.accountId AND id = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER users_sent_faceted AFTER UPDATE OF sentAt ON users
WHEN old.status = new.status AND old.sentAt IS NOT new.sentAt BEGIN
  UPDATE userFacets SET sentAt = new.sentAt WHERE accountId = new.accountId AND id = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER users_expiry_faceted AFTER UPDATE OF expiresAt ON users
WHEN old.status = new.status AND old.expiresAt IS NOT new.expiresAt BEGIN
  UPDATE userFacets SET expiresAt = new.expiresAt WHERE accountId = new.accountId AND id = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER users_joined_faceted AFTER UPDATE OF joinedAt ON users
WHEN old.status = new.status AND old.joinedAt IS NOT new.joinedAt BEGIN
  UPDATE userFacets SET joinedAt = new.joinedAt WHERE accountId = new.accountId AND id = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER users_sign_in_faceted AFTER UPDATE OF lastSignInAt ON users
WHEN old.status = new.status AND old.lastSignInAt IS NOT new.lastSignInAt BEGIN
  UPDATE userFacets SET lastSignInAt = new.lastSignInAt WHERE accountId = new.accountId AND id = new.id;
END;
