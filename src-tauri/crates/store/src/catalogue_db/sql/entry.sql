-- Derived from the themes: which resource stands where. `pack` is the theme's place in the brochure,
-- `position` the entry's place in the pack, `grp` its heading or empty.
CREATE TABLE entry (
    theme    TEXT NOT NULL,
    pack     INTEGER NOT NULL,
    position INTEGER NOT NULL,
    section  TEXT NOT NULL,
    grp      TEXT NOT NULL,
    resource TEXT NOT NULL,
    PRIMARY KEY (theme, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_by_resource ON entry (resource, pack, theme);
