-- What is stored as a whole: the edition's description ('imported') and the list of its records ('manifest').
CREATE TABLE meta (
    key    TEXT PRIMARY KEY,
    value  BLOB NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT;
