-- Every record of the edition, as it came. `digest` is the SHA-256 of `body`.
CREATE TABLE record (
    collection TEXT NOT NULL,
    id         TEXT NOT NULL,
    body       TEXT NOT NULL,
    digest     BLOB NOT NULL CHECK (length(digest) = 32),
    PRIMARY KEY (collection, id)
) STRICT;
