-- What is stored as a whole: the edition's description ('imported') and what a refresh found that still holds ('standing').
-- `digest` is the SHA-256 of `value`.
CREATE TABLE meta (
    key    TEXT PRIMARY KEY,
    value  BLOB NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT;
