INSERT INTO search (kind, id, withdrawn, digest, title, terms, section, summary, body)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);
