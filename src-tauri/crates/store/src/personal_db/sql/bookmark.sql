-- What the person keeps, in their order: `position` counts from 0. `title` is a snapshot. `kept_at` is RFC 3339, UTC.
CREATE TABLE bookmark (
    kind     TEXT NOT NULL,
    id       TEXT NOT NULL,
    title    TEXT NOT NULL,
    kept_at  TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT;
