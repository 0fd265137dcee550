-- Run once after the database was put back to an earlier moment; see "Restoring" in operating.md.

-- Whoever signed out, or was signed out, since then stays so: everybody signs in again.
DELETE FROM sessions;
-- One-time codes that were used since then.
DELETE FROM verifications;
-- Pages that are open are told so once more.
UPDATE accounts SET isWatched = 1;
-- No event takes a number that another had: whoever reads on from the last they saw misses none.
UPDATE sqlite_sequence SET seq = seq + 1000000000 WHERE name = 'events';
