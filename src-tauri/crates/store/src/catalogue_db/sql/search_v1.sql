-- What versions 1 and 2 searched in. Version 3 takes it away.
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
