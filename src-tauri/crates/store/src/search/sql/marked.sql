-- One match, whole, and then with what was searched for between the control characters 1 and 2.
SELECT kind, id, withdrawn, digest, title, terms, section, summary, body,
       highlight(search, 4, char(1), char(2)),
       snippet(search, 7, char(1), char(2), '…', 24),
       snippet(search, 8, char(1), char(2), '…', 24)
FROM search
WHERE search MATCH ?1 AND rowid = ?2;
