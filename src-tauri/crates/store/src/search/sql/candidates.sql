-- Everything that matches. Weights: title, terms, section, summary, body; then the title alone once more.
SELECT rowid, kind, id, title, withdrawn,
       bm25(search, 0, 0, 0, 0, 10.0, 5.0, 3.0, 2.0, 1.0),
       bm25(search, 0, 0, 0, 0, 1.0, 0, 0, 0, 0)
FROM search
WHERE search MATCH ?1;
