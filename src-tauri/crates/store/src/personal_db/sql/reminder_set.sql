-- When the person wants to be reminded, and nothing of what. RFC 3339, UTC.
CREATE TABLE reminder_set (
    at TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
