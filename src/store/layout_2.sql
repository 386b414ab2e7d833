-- Layout 2: a walk says whether it was of the whole, and what it could not read; a walk over
-- discussions remembers how many there should be.

-- 1: of one namespace, one tag or a number of rows only.
ALTER TABLE snapshot ADD COLUMN partial INTEGER
    GENERATED ALWAYS AS (author <> '' OR filter <> '' OR row_limit > 0) VIRTUAL;
-- Rows without an identity: any repository may be among them.
ALTER TABLE walk ADD COLUMN nameless INTEGER NOT NULL DEFAULT 0;
-- Discussions: how many the first page of the walk under way announced.
ALTER TABLE fetch ADD COLUMN announced INTEGER;
-- The table `snapshot` tells it.
DELETE FROM fact WHERE key = 'crawl.listed_scope';
