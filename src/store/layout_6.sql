-- Layout 6: how active each repository is, counted as its histories are read.

-- Of a repository of which commits or discussions were read; what was not is null. Kept in step
-- with the view counted_activity. Every name counts as somebody, bots and merged names too.
CREATE TABLE repo_activity (
    repo_id INTEGER PRIMARY KEY REFERENCES repo,
    commits INTEGER,
    committers INTEGER,
    discussions INTEGER,
    starters INTEGER,
    community INTEGER                 -- those who did either
) STRICT;
