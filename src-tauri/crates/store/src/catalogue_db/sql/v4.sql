-- What earlier versions derived from the records. It is made in memory now.
DROP TABLE IF EXISTS search_document;
DROP TABLE IF EXISTS search_index;
DROP TABLE IF EXISTS entry;
DROP INDEX IF EXISTS change_by_record;
DELETE FROM meta WHERE key = 'manifest';
