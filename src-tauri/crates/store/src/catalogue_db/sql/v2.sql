-- What the refresh goes by: signed metadata as it came, and what belongs to it. The names are `sync`'s. `digest` is the
-- SHA-256 of `bytes`.
CREATE TABLE trust (
    name   TEXT PRIMARY KEY,
    bytes  BLOB NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT;

-- When the host was asked, in one row. Times are RFC 3339.
CREATE TABLE attempts (
    one              INTEGER PRIMARY KEY CHECK (one = 1),
    last_tried       TEXT,
    last_succeeded   TEXT,
    retry_not_before TEXT,
    failures         INTEGER NOT NULL
) STRICT;

-- The editions that took another one's place, and what each changed.
CREATE TABLE arrival (
    edition      INTEGER PRIMARY KEY,
    came_after   INTEGER NOT NULL,
    published_at TEXT NOT NULL,
    arrived_at   TEXT NOT NULL
) STRICT;

-- `before` is the record's text before the change, where there was one.
CREATE TABLE change (
    edition    INTEGER NOT NULL REFERENCES arrival (edition) ON DELETE CASCADE,
    collection TEXT NOT NULL,
    id         TEXT NOT NULL,
    what       TEXT NOT NULL CHECK (what IN ('added', 'changed', 'withdrawn', 'removed')),
    title      TEXT NOT NULL,
    before     TEXT,
    PRIMARY KEY (edition, collection, id)
) STRICT, WITHOUT ROWID;
