-- The weeks of which the person wants to hear nothing. Times are RFC 3339, UTC.
CREATE TABLE week_muted (
    week     TEXT PRIMARY KEY,
    muted_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- The days of weeks that the person has ticked off: `weekday` as in the catalogue, "monday".
CREATE TABLE day_done (
    week    TEXT NOT NULL,
    weekday TEXT NOT NULL,
    done_at TEXT NOT NULL,
    PRIMARY KEY (week, weekday)
) STRICT, WITHOUT ROWID;
