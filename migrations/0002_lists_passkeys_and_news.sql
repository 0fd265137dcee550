CREATE TABLE `passkeys` (
	`id` text PRIMARY KEY NOT NULL,
	`loginId` text NOT NULL,
	`credentialId` text NOT NULL,
	`publicKey` text NOT NULL,
	`counter` integer NOT NULL,
	`transports` text NOT NULL,
	`name` text NOT NULL,
	`device` text NOT NULL,
	`isSynced` integer NOT NULL,
	`createdAt` integer NOT NULL,
	`lastUsedAt` integer,
	FOREIGN KEY (`loginId`) REFERENCES `logins`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `passkeys_credentialId_unique` ON `passkeys` (`credentialId`);--> statement-breakpoint
CREATE INDEX `passkeys_login` ON `passkeys` (`loginId`,`createdAt`);
--> statement-breakpoint
ALTER TABLE `deliveries` ADD `mail` text DEFAULT 'invitation' NOT NULL;--> statement-breakpoint
ALTER TABLE `invitations` ADD `reminderDueAt` integer;--> statement-breakpoint
ALTER TABLE `invitations` ADD `reminderAttempts` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `invitations` ADD `news` text;--> statement-breakpoint
CREATE INDEX `invitations_reminder_due` ON `invitations` (`reminderDueAt`) WHERE "invitations"."reminderDueAt" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `invitations_news` ON `invitations` (`accountId`,`invitedByUserId`) WHERE "invitations"."news" IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `notices_news` ON `notices` (`accountId`,`userId`) WHERE "notices"."kind" = 'news';
--> statement-breakpoint
CREATE INDEX `events_actor` ON `events` (`accountId`,`actorKind`,`actorId`,`type`,`seq`);--> statement-breakpoint
CREATE INDEX `events_recorded` ON `events` (`accountId`,`recordedAt`,`seq`);
--> statement-breakpoint
DROP INDEX `invitations_unarmed`;--> statement-breakpoint
CREATE INDEX `invitations_unarmed` ON `invitations` (`mailDueAt`) WHERE "invitations"."armed" = 0;--> statement-breakpoint
ALTER TABLE `accounts` ADD `nextSlotAt` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `commands` ADD `outcomes` text;
--> statement-breakpoint
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
--> statement-breakpoint
-- Facets are kept, not computed: by triggers, so that no statement can forget them. A facet's name tells its kind:
-- 'GRP-…' a group, 'USR-…' whoever sent the current invitation, 'askedAgain', and the states of a mail.
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
-- Those whom the account has already.
INSERT INTO userFacets (accountId, facet, id, status, nameKey, email, sentAt, expiresAt, joinedAt, lastSignInAt)
  SELECT u.accountId, f.facet, u.id, u.status, u.nameKey, u.email, u.sentAt, u.expiresAt, u.joinedAt, u.lastSignInAt
  FROM (
    SELECT accountId, userId, groupId AS facet FROM groupMembers
    UNION ALL SELECT u.accountId, u.id, i.mailState FROM users u
      JOIN invitations i ON i.accountId = u.accountId AND i.id = u.currentInvitationId WHERE i.mailState IS NOT NULL
    UNION ALL SELECT u.accountId, u.id, i.invitedByUserId FROM users u
      JOIN invitations i ON i.accountId = u.accountId AND i.id = u.currentInvitationId
    UNION ALL SELECT accountId, id, 'askedAgain' FROM users WHERE askedAgainAt IS NOT NULL
  ) f JOIN users u ON u.accountId = f.accountId AND u.id = f.userId;
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
-- An invitation is inserted before its user points at it, or after.
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
-- Who sent an invitation never changes.
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
-- A user comes before their groups; what else they may come with is here.
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
-- A column each, since an UPDATE rewrites every index of every column that it names.
CREATE TRIGGER users_status_faceted AFTER UPDATE OF status ON users WHEN old.status <> new.status BEGIN
  UPDATE userFacets SET status = new.status WHERE accountId = new.accountId AND id = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER users_name_faceted AFTER UPDATE OF nameKey ON users WHEN old.nameKey <> new.nameKey BEGIN
  UPDATE userFacets SET nameKey = new.nameKey WHERE accountId = new.accountId AND id = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER users_email_faceted AFTER UPDATE OF email ON users WHEN old.email <> new.email BEGIN
  UPDATE userFacets SET email = new.email WHERE accountId = new.accountId AND id = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER users_sent_faceted AFTER UPDATE OF sentAt ON users WHEN old.sentAt IS NOT new.sentAt BEGIN
  UPDATE userFacets SET sentAt = new.sentAt WHERE accountId = new.accountId AND id = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER users_expiry_faceted AFTER UPDATE OF expiresAt ON users WHEN old.expiresAt IS NOT new.expiresAt BEGIN
  UPDATE userFacets SET expiresAt = new.expiresAt WHERE accountId = new.accountId AND id = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER users_joined_faceted AFTER UPDATE OF joinedAt ON users WHEN old.joinedAt IS NOT new.joinedAt BEGIN
  UPDATE userFacets SET joinedAt = new.joinedAt WHERE accountId = new.accountId AND id = new.id;
END;
--> statement-breakpoint
CREATE TRIGGER users_sign_in_faceted AFTER UPDATE OF lastSignInAt ON users
WHEN old.lastSignInAt IS NOT new.lastSignInAt BEGIN
  UPDATE userFacets SET lastSignInAt = new.lastSignInAt WHERE accountId = new.accountId AND id = new.id;
END;
