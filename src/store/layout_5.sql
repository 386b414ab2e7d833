-- Layout 5: who likes is read page by page, and accounts are what rows of discussions tell.

-- Likers: the page that `next_page` counts to, which only the page before it names.
ALTER TABLE fetch ADD COLUMN next_url TEXT;
-- 0 = user, 1 = organisation, as rows of discussions tell; null = none did.
ALTER TABLE author ADD COLUMN told INTEGER;

-- When likes were given, of a walk of several pages, in the order in which they came.
CREATE TABLE staged_like (
    repo_id INTEGER NOT NULL REFERENCES repo,
    seq INTEGER NOT NULL,
    liked_at INTEGER NOT NULL,
    PRIMARY KEY (repo_id, seq)
) STRICT, WITHOUT ROWID;
