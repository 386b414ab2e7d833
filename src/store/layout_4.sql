-- Layout 4: sizes and where they were told, descriptions, who owners are, when likes were given.

-- 1 = safetensors, 2 = gguf; null without parameters.
ALTER TABLE repo ADD COLUMN parameters_source INTEGER;
-- Bytes of one checkpoint of the tensors that safetensors counts.
ALTER TABLE repo ADD COLUMN weights INTEGER;
-- Datasets: bytes of the main branch.
ALTER TABLE repo ADD COLUMN main_size INTEGER;

CREATE TABLE repo_description (
    repo_id INTEGER PRIMARY KEY REFERENCES repo,
    description TEXT NOT NULL
) STRICT;

-- Bytes of all revisions, which only a repository's own information tells.
CREATE TABLE repo_storage (repo_id INTEGER PRIMARY KEY REFERENCES repo, used INTEGER NOT NULL) STRICT;

-- Those who own repositories: kind 0 = user, 1 = organisation.
CREATE TABLE owner (
    name TEXT PRIMARY KEY,
    told INTEGER,                     -- the kind, as rows of discussions tell it
    kind INTEGER,                     -- the kind, as the overview tells it
    fullname TEXT,                    -- organisations only
    is_verified INTEGER,
    plan TEXT,
    members INTEGER,
    followers INTEGER,
    fetched_at INTEGER,               -- when the overview was read; null = never
    state INTEGER NOT NULL DEFAULT 0, -- of the overview, as in `fetch`
    http_status INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    tried_at INTEGER,
    message TEXT
) STRICT, WITHOUT ROWID;

-- When the likes that still stand were given, oldest first; by whom is not kept.
CREATE TABLE repo_like (
    repo_id INTEGER NOT NULL REFERENCES repo,
    position INTEGER NOT NULL,
    liked_at INTEGER NOT NULL,
    PRIMARY KEY (repo_id, position)
) STRICT, WITHOUT ROWID;
