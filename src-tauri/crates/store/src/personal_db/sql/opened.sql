-- What was opened or dialled from a search, and how often. `last_at` is RFC 3339, UTC.
CREATE TABLE opened (
    kind     TEXT NOT NULL,
    id       TEXT NOT NULL,
    times    INTEGER NOT NULL,
    last_at  TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT;
-- The last searches that led somewhere, as typed: the largest `place` is the newest.
CREATE TABLE recent_search (
    place    INTEGER PRIMARY KEY,
    query    TEXT NOT NULL COLLATE NOCASE UNIQUE
) STRICT;
