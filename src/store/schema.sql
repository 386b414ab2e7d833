-- The tables of a hubmine store in its first layout; layout_2.sql to layout_7.sql add to them. They
-- are the program's own business and change between versions; the views (views.sql) are the public
-- face. Times are milliseconds since 1970 UTC. Codes of kinds, states, details and fields are those of
-- the C++ enumerations.

CREATE TABLE fact (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Interned text. A tag or a name is written once, rows hold its number.
CREATE TABLE tag (tag_id INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE label (label_id INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE author (author_id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
-- The ordered authors of a commit as a JSON array of author ids, '[12,5]': a few lists serve
-- millions of commits.
CREATE TABLE author_list (list_id INTEGER PRIMARY KEY, members TEXT NOT NULL UNIQUE) STRICT;

-- One walk of the lists, or (source not null) numbers brought in from elsewhere.
CREATE TABLE snapshot (
    snapshot_id INTEGER PRIMARY KEY,
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    complete INTEGER NOT NULL DEFAULT 0,
    endpoint TEXT NOT NULL,
    tool_version TEXT NOT NULL,
    requests INTEGER NOT NULL DEFAULT 0,
    kinds TEXT NOT NULL,              -- the scope: digits of the kinds, '012'
    author TEXT NOT NULL DEFAULT '',
    filter TEXT NOT NULL DEFAULT '',
    row_limit INTEGER NOT NULL DEFAULT 0,
    source TEXT
) STRICT;

CREATE TABLE walk (
    snapshot_id INTEGER NOT NULL REFERENCES snapshot,
    kind INTEGER NOT NULL,
    next_url TEXT NOT NULL DEFAULT '',
    pages INTEGER NOT NULL DEFAULT 0,
    rows INTEGER NOT NULL DEFAULT 0,
    observed_at INTEGER NOT NULL DEFAULT 0,  -- the newest page
    finished INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (snapshot_id, kind)
) STRICT, WITHOUT ROWID;

-- What changes seldom. Rewritten only when something in it really moved. The columns that analyses
-- read come first.
CREATE TABLE repo (
    repo_id INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    id TEXT NOT NULL,
    license INTEGER REFERENCES label,
    tags TEXT,                        -- JSON array of tag ids, as listed; null = never given
    models TEXT,                      -- spaces: JSON arrays of target ids, without repetition
    datasets TEXT,
    duplicated_from TEXT,
    first_snapshot INTEGER NOT NULL,
    hub_id ANY NOT NULL,              -- 12 bytes when 24 lower-case hex digits, else text
    created_at INTEGER,
    last_modified INTEGER,
    sha ANY,                          -- 20 bytes when 40 lower-case hex digits, else text
    private INTEGER,
    gated INTEGER REFERENCES label,
    disabled INTEGER,
    pipeline_tag INTEGER REFERENCES label,
    library_name INTEGER REFERENCES label,
    sdk INTEGER REFERENCES label,
    parameters INTEGER,
    base_models TEXT,                 -- JSON array of [target id, label id of the relation or 0]
    first_seen INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX repo_by_hub_id ON repo (kind, hub_id);
-- An index by name, repo_by_id, follows when the first walk is complete.

CREATE TABLE repo_card (repo_id INTEGER PRIMARY KEY REFERENCES repo, card TEXT NOT NULL) STRICT;

-- What every refresh touches: narrow, and of a width that a refresh does not change.
CREATE TABLE repo_state (
    repo_id INTEGER PRIMARY KEY REFERENCES repo,
    kind INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,         -- at or after the start of each walk that showed it
    removed_at INTEGER,
    likes INTEGER,
    downloads INTEGER,
    downloads_all_time INTEGER,
    trending_score REAL,
    content INTEGER NOT NULL          -- hash of what the list said about `repo` and `repo_card`
) STRICT;

-- The numbers over time: nothing while they never moved, then the first and every later value.
CREATE TABLE metric (
    repo_id INTEGER NOT NULL REFERENCES repo,
    snapshot_id INTEGER NOT NULL,
    observed_at INTEGER NOT NULL,
    likes INTEGER,
    downloads INTEGER,
    downloads_all_time INTEGER,
    PRIMARY KEY (repo_id, snapshot_id)
) STRICT, WITHOUT ROWID;

-- Numbers brought in from elsewhere; never mixed with what was seen.
CREATE TABLE foreign_metric (
    repo_id INTEGER NOT NULL REFERENCES repo,
    snapshot_id INTEGER NOT NULL REFERENCES snapshot,
    observed_at INTEGER NOT NULL,
    likes INTEGER,
    downloads INTEGER,
    downloads_all_time INTEGER,
    PRIMARY KEY (repo_id, snapshot_id)
) STRICT, WITHOUT ROWID;

-- Ids, licences, tags and so on over time: nothing while a value never changed.
CREATE TABLE repo_history (
    repo_id INTEGER NOT NULL REFERENCES repo,
    field INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER,                -- null = it still stands
    first_snapshot INTEGER NOT NULL,  -- never falls as first_seen grows
    value ANY,
    PRIMARY KEY (repo_id, field, first_seen)
) STRICT, WITHOUT ROWID;
CREATE INDEX repo_history_by_name ON repo_history (value) WHERE field = 0;

CREATE TABLE repo_absence (
    repo_id INTEGER NOT NULL REFERENCES repo,
    from_snapshot INTEGER NOT NULL,
    until_snapshot INTEGER,           -- null = still away
    removed_at INTEGER NOT NULL,
    restored_at INTEGER,
    PRIMARY KEY (repo_id, from_snapshot)
) STRICT, WITHOUT ROWID;

-- How the reads of commits (what 0) and discussions (1) stand; no row = never asked.
CREATE TABLE fetch (
    what INTEGER NOT NULL,
    repo_id INTEGER NOT NULL REFERENCES repo,
    state INTEGER NOT NULL,
    fetched_at INTEGER,               -- when what is held now was read whole; null = never
    http_status INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    tried_at INTEGER NOT NULL,
    next_page INTEGER NOT NULL DEFAULT 0,
    top_seq INTEGER,                  -- commits: seq of the newest one
    likes INTEGER,                    -- discussions: likes when they were read
    message TEXT,
    PRIMARY KEY (what, repo_id)
) STRICT, WITHOUT ROWID;

-- A larger seq is newer; the seqs of a repository have no gaps.
CREATE TABLE repo_commit (
    repo_id INTEGER NOT NULL REFERENCES repo,
    seq INTEGER NOT NULL,
    list_id INTEGER NOT NULL REFERENCES author_list,
    committed_at INTEGER,
    sha ANY NOT NULL,
    title TEXT NOT NULL,
    PRIMARY KEY (repo_id, seq)
) STRICT, WITHOUT ROWID;

-- The pages of a later walk until it meets what is known, or ends.
CREATE TABLE staged_commit (
    repo_id INTEGER NOT NULL REFERENCES repo,
    seq INTEGER NOT NULL,
    list_id INTEGER NOT NULL,
    committed_at INTEGER,
    sha ANY NOT NULL,
    title TEXT NOT NULL,
    PRIMARY KEY (repo_id, seq)
) STRICT, WITHOUT ROWID;

-- Commits counted by author list, kept in step with repo_commit.
CREATE TABLE repo_contribution (
    repo_id INTEGER NOT NULL REFERENCES repo,
    list_id INTEGER NOT NULL REFERENCES author_list,
    commits INTEGER NOT NULL,
    PRIMARY KEY (repo_id, list_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE repo_discussion (
    repo_id INTEGER NOT NULL REFERENCES repo,
    num INTEGER NOT NULL,
    author_id INTEGER REFERENCES author,  -- null = deleted account
    created_at INTEGER,
    status INTEGER NOT NULL REFERENCES label,
    is_pull_request INTEGER NOT NULL,
    title TEXT NOT NULL,
    PRIMARY KEY (repo_id, num)
) STRICT, WITHOUT ROWID;

-- Numbers met by a walk of several pages, so that its end can drop what is no longer there.
CREATE TABLE staged_discussion (
    repo_id INTEGER NOT NULL REFERENCES repo,
    num INTEGER NOT NULL,
    PRIMARY KEY (repo_id, num)
) STRICT, WITHOUT ROWID;

-- Ids named by spaces and as base models, and the repository each one is.
CREATE TABLE target (
    target_id INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    id TEXT NOT NULL,
    repo_id INTEGER REFERENCES repo,
    by_space INTEGER NOT NULL DEFAULT 0,  -- 1 = some space names it
    tried_at INTEGER,                     -- the last lookup
    UNIQUE (kind, id)
) STRICT;

-- Names that the Hub redirected, by the identity they led to (which need not be listed yet).
CREATE TABLE alias (
    kind INTEGER NOT NULL,
    id TEXT NOT NULL,
    hub_id ANY NOT NULL,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sample (repo_id INTEGER PRIMARY KEY REFERENCES repo) STRICT;

-- Pairs of author names and what a person decided about them ('' = nothing yet).
CREATE TABLE decision (
    name_a TEXT NOT NULL,
    name_b TEXT NOT NULL,
    stage TEXT NOT NULL,
    similarity INTEGER,
    shared_repos INTEGER,
    decision TEXT NOT NULL DEFAULT '',
    decided_at INTEGER,
    PRIMARY KEY (name_a, name_b)
) STRICT, WITHOUT ROWID;

-- What the pairs were before each save; stage null = not there.
CREATE TABLE decision_undo (
    generation INTEGER NOT NULL,
    name_a TEXT NOT NULL,
    name_b TEXT NOT NULL,
    stage TEXT,
    similarity INTEGER,
    shared_repos INTEGER,
    decision TEXT,
    decided_at INTEGER,
    PRIMARY KEY (generation, name_a, name_b)
) STRICT, WITHOUT ROWID;
