-- Layout 7: names that a person asked to have forgotten, and that are not to come back.

-- What the hashes are keyed by: one row, random, of this store alone.
CREATE TABLE forgotten_key (key TEXT NOT NULL) STRICT;
CREATE TABLE forgotten (
    hash TEXT PRIMARY KEY,            -- HMAC-SHA-256 of the name
    repositories INTEGER NOT NULL     -- 1 = nor what it owns
) STRICT, WITHOUT ROWID;
