-- Layout 2: a walk says whether it was of the whole, and what it could not read; a walk over
-- discussions remembers how many there should be. The views are made anew.

DROP VIEW IF EXISTS identities;
DROP VIEW IF EXISTS fetches;
DROP VIEW IF EXISTS coverage;
DROP VIEW IF EXISTS snapshots;
DROP VIEW IF EXISTS metrics;
DROP VIEW IF EXISTS base_models;
DROP VIEW IF EXISTS space_datasets;
DROP VIEW IF EXISTS space_models;
DROP VIEW IF EXISTS discussions;
DROP VIEW IF EXISTS commit_authors;
DROP VIEW IF EXISTS commits;
DROP VIEW IF EXISTS repo_names;
DROP VIEW IF EXISTS repo_tags;
DROP VIEW IF EXISTS spaces;
DROP VIEW IF EXISTS datasets;
DROP VIEW IF EXISTS models;
DROP VIEW IF EXISTS repos;

-- 1: of one namespace, one tag or a number of rows only.
ALTER TABLE snapshot ADD COLUMN partial INTEGER
    GENERATED ALWAYS AS (author <> '' OR filter <> '' OR row_limit > 0) VIRTUAL;
-- Rows without an identity: any repository may be among them.
ALTER TABLE walk ADD COLUMN nameless INTEGER NOT NULL DEFAULT 0;
-- Discussions: how many the first page of the walk under way announced.
ALTER TABLE fetch ADD COLUMN announced INTEGER;
-- The table `snapshot` tells it.
DELETE FROM fact WHERE key = 'crawl.listed_scope';
