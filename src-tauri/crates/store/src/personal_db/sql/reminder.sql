-- What was shown, in order: `key` names the week and the occasion, `named` the day or standing that was told of the week.
-- Times are RFC 3339, UTC.
CREATE TABLE reminder_shown (
    place    INTEGER PRIMARY KEY AUTOINCREMENT,
    key      TEXT NOT NULL UNIQUE,
    named    TEXT NOT NULL,
    shown_at TEXT NOT NULL
) STRICT;
-- What a phone was told to show by itself, and when.
CREATE TABLE reminder_armed (
    key    TEXT PRIMARY KEY,
    named  TEXT NOT NULL,
    due_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- What the person left for later, and until when.
CREATE TABLE reminder_snoozed (
    key   TEXT PRIMARY KEY,
    until TEXT NOT NULL
) STRICT, WITHOUT ROWID;
