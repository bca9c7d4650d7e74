-- Whose documents the person wants on the device. `kept_at` is RFC 3339, UTC.
CREATE TABLE kept_offline (
    kind     TEXT NOT NULL,
    id       TEXT NOT NULL,
    kept_at  TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT;
