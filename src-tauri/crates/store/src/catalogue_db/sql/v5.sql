-- Editions in the order in which they came to this device: a number is no identity, and the next one may be lower.
ALTER TABLE change RENAME TO change_4;
ALTER TABLE arrival RENAME TO arrival_4;
CREATE TABLE arrival (
    nth          INTEGER PRIMARY KEY,
    edition      INTEGER NOT NULL,
    came_after   INTEGER NOT NULL,
    published_at TEXT NOT NULL,
    arrived_at   TEXT NOT NULL
) STRICT;
CREATE TABLE change (
    nth        INTEGER NOT NULL REFERENCES arrival (nth) ON DELETE CASCADE,
    collection TEXT NOT NULL,
    id         TEXT NOT NULL,
    what       TEXT NOT NULL CHECK (what IN ('added', 'changed', 'withdrawn', 'removed')),
    title      TEXT NOT NULL,
    before     TEXT,
    PRIMARY KEY (nth, collection, id)
) STRICT, WITHOUT ROWID;
INSERT INTO arrival SELECT edition, edition, came_after, published_at, arrived_at FROM arrival_4;
INSERT INTO change SELECT edition, collection, id, what, title, before FROM change_4;
DROP TABLE change_4;
DROP TABLE arrival_4;
