-- Derived from all records: one row for each thing that can be found. `digest` is the SHA-256 of the rest of the row.
CREATE VIRTUAL TABLE search USING fts5 (
    kind UNINDEXED,
    id UNINDEXED,
    withdrawn UNINDEXED,
    digest UNINDEXED,
    title,
    terms,
    section,
    summary,
    body,
    tokenize = 'unicode61 remove_diacritics 2',
    prefix = '1 2 3'
);
