DROP TABLE IF EXISTS search;

-- Derived from all records: what is shown of each thing that can be found. `digest` is the SHA-256 of the rest of the row.
CREATE TABLE search_document (
    kind      TEXT NOT NULL,
    id        TEXT NOT NULL,
    withdrawn INTEGER NOT NULL,
    title     TEXT NOT NULL,
    summary   TEXT NOT NULL,
    body      TEXT NOT NULL,
    digest    BLOB NOT NULL CHECK (length(digest) = 32),
    PRIMARY KEY (kind, id)
) STRICT;

-- The search engine's index of them, in one row: `stamp` says of what, `names` says which document is which, `bytes` is the
-- engine's own. `digest` is the SHA-256 of the rest of the row.
CREATE TABLE search_index (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    stamp  BLOB NOT NULL CHECK (length(stamp) = 32),
    names  BLOB NOT NULL,
    bytes  BLOB NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT;
