-- Counts are kept, not counted: by triggers, so that no statement can forget them.
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
