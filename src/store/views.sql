-- The public face: names and columns are a promise. Times are ISO 8601 text in UTC.
-- DuckDB parses these views, writes them anew and has SQLite run what it wrote. So no public view
-- has a UNION (the helpers metric_values and merged_names have: those are read by name only), a
-- CROSS JOIN has its condition in WHERE, "fetch" stands in quotes, rows are counted by a column,
-- and what is computed is CAST, so that every column has a type.

CREATE VIEW repos AS
SELECT r.repo_id,
       CAST(CASE r.kind WHEN 0 THEN 'model' WHEN 1 THEN 'dataset' ELSE 'space' END AS TEXT) AS kind,
       r.id,
       CAST(CASE typeof(r.hub_id) WHEN 'blob' THEN lower(hex(r.hub_id)) ELSE r.hub_id END AS TEXT)
           AS hub_id,
       CAST(CASE WHEN instr(r.id, '/') > 0 THEN substr(r.id, 1, instr(r.id, '/') - 1) END AS TEXT)
           AS owner,
       CAST(substr(r.id, instr(r.id, '/') + 1) AS TEXT) AS name,
       CAST(strftime('%Y-%m-%dT%H:%M:%fZ', r.created_at / 1000.0, 'unixepoch') AS TEXT)
           AS created_at,
       CAST(strftime('%Y-%m-%dT%H:%M:%fZ', r.last_modified / 1000.0, 'unixepoch') AS TEXT)
           AS last_modified,
       CAST(CASE typeof(r.sha) WHEN 'blob' THEN lower(hex(r.sha)) ELSE r.sha END AS TEXT) AS sha,
       r.private,
       (SELECT value FROM label WHERE label_id = r.gated) AS gated,
       r.disabled,
       s.likes,
       s.downloads,
       s.downloads_all_time,
       s.trending_score,
       (SELECT value FROM label WHERE label_id = r.license) AS license,
       (SELECT value FROM label WHERE label_id = r.pipeline_tag) AS pipeline_tag,
       (SELECT value FROM label WHERE label_id = r.library_name) AS library_name,
       (SELECT value FROM label WHERE label_id = r.sdk) AS sdk,
       r.parameters,
       CAST(strftime('%Y-%m-%dT%H:%M:%fZ', r.first_seen / 1000.0, 'unixepoch') AS TEXT)
           AS first_seen,
       CAST(strftime('%Y-%m-%dT%H:%M:%fZ', s.seen_at / 1000.0, 'unixepoch') AS TEXT) AS last_seen,
       CAST(strftime('%Y-%m-%dT%H:%M:%fZ', s.removed_at / 1000.0, 'unixepoch') AS TEXT)
           AS removed_at,
       r.duplicated_from,
       CAST(CASE r.parameters_source WHEN 1 THEN 'safetensors' WHEN 2 THEN 'gguf' END AS TEXT)
           AS parameters_source,
       r.weights,
       CAST(coalesce((SELECT used FROM repo_storage WHERE repo_id = r.repo_id), r.main_size)
           AS INTEGER) AS storage,
       CAST(CASE WHEN (SELECT used FROM repo_storage WHERE repo_id = r.repo_id) IS NOT NULL
                     THEN 'used'
                 WHEN r.main_size IS NOT NULL THEN 'main' END AS TEXT) AS storage_source
FROM repo AS r JOIN repo_state AS s USING (repo_id);

CREATE VIEW models AS SELECT * FROM repos WHERE kind = 'model';
CREATE VIEW datasets AS SELECT * FROM repos WHERE kind = 'dataset';
CREATE VIEW spaces AS SELECT * FROM repos WHERE kind = 'space';

CREATE VIEW cards AS
SELECT r.repo_id, c.card, d.description
FROM repo AS r
LEFT JOIN repo_card AS c ON c.repo_id = r.repo_id
LEFT JOIN repo_description AS d ON d.repo_id = r.repo_id
WHERE c.card IS NOT NULL OR d.description IS NOT NULL;

CREATE VIEW repo_tags AS
SELECT r.repo_id, t.value AS tag
FROM repo AS r CROSS JOIN json_each(r.tags) AS e CROSS JOIN tag AS t
WHERE t.tag_id = e.value;

CREATE VIEW repo_names AS
SELECT r.repo_id,
       CAST(CASE WHEN h.repo_id IS NULL THEN r.id ELSE h.value END AS TEXT) AS id,
       CAST(strftime('%Y-%m-%dT%H:%M:%fZ', coalesce(h.first_seen, r.first_seen) / 1000.0,
                     'unixepoch') AS TEXT) AS first_seen,
       CAST(strftime('%Y-%m-%dT%H:%M:%fZ', coalesce(h.last_seen, s.seen_at) / 1000.0,
                     'unixepoch') AS TEXT) AS last_seen
FROM repo AS r JOIN repo_state AS s USING (repo_id)
LEFT JOIN repo_history AS h ON h.repo_id = r.repo_id AND h.field = 0;

CREATE VIEW commits AS
SELECT c.repo_id,
       CAST(f.top_seq - c.seq AS INTEGER) AS position,
       CAST(CASE typeof(c.sha) WHEN 'blob' THEN lower(hex(c.sha)) ELSE c.sha END AS TEXT) AS sha,
       CAST(strftime('%Y-%m-%dT%H:%M:%fZ', c.committed_at / 1000.0, 'unixepoch') AS TEXT)
           AS committed_at,
       c.title
FROM repo_commit AS c CROSS JOIN "fetch" AS f
WHERE f.what = 0 AND f.repo_id = c.repo_id;

CREATE VIEW commit_authors AS
SELECT c.repo_id,
       CAST(CASE typeof(c.sha) WHEN 'blob' THEN lower(hex(c.sha)) ELSE c.sha END AS TEXT) AS sha,
       CAST(e.key AS INTEGER) AS position,
       a.name AS author
FROM repo_commit AS c
CROSS JOIN author_list AS l
CROSS JOIN json_each(l.members) AS e
CROSS JOIN author AS a
WHERE l.list_id = c.list_id AND a.author_id = e.value;

CREATE VIEW discussions AS
SELECT d.repo_id,
       d.num,
       (SELECT name FROM author WHERE author_id = d.author_id) AS author,
       d.title,
       (SELECT value FROM label WHERE label_id = d.status) AS status,
       d.is_pull_request,
       CAST(strftime('%Y-%m-%dT%H:%M:%fZ', d.created_at / 1000.0, 'unixepoch') AS TEXT)
           AS created_at
FROM repo_discussion AS d;

CREATE VIEW space_models AS
SELECT r.repo_id AS space_repo_id, t.id AS target, t.repo_id AS target_repo_id
FROM repo AS r CROSS JOIN json_each(r.models) AS e CROSS JOIN target AS t
WHERE t.target_id = e.value;

CREATE VIEW space_datasets AS
SELECT r.repo_id AS space_repo_id, t.id AS target, t.repo_id AS target_repo_id
FROM repo AS r CROSS JOIN json_each(r.datasets) AS e CROSS JOIN target AS t
WHERE t.target_id = e.value;

CREATE VIEW base_models AS
SELECT r.repo_id,
       t.id AS parent,
       t.repo_id AS parent_repo_id,
       (SELECT value FROM label WHERE label_id = json_extract(e.value, '$[1]')) AS relation
FROM repo AS r CROSS JOIN json_each(r.base_models) AS e CROSS JOIN target AS t
WHERE t.target_id = json_extract(e.value, '$[0]');

CREATE VIEW metric_values AS
SELECT repo_id, snapshot_id, observed_at, likes, downloads, downloads_all_time FROM metric
UNION ALL
SELECT repo_id, snapshot_id, observed_at, likes, downloads, downloads_all_time FROM foreign_metric
UNION ALL
SELECT r.repo_id, r.first_snapshot, r.first_seen, s.likes, s.downloads, s.downloads_all_time
FROM repo AS r JOIN repo_state AS s USING (repo_id)
WHERE NOT EXISTS (SELECT 1 FROM metric AS m WHERE m.repo_id = r.repo_id);

CREATE VIEW metrics AS
SELECT repo_id,
       snapshot_id,
       CAST(strftime('%Y-%m-%dT%H:%M:%fZ', observed_at / 1000.0, 'unixepoch') AS TEXT)
           AS observed_at,
       likes,
       downloads,
       downloads_all_time
FROM metric_values;

CREATE VIEW snapshots AS
SELECT snapshot_id,
       CAST(strftime('%Y-%m-%dT%H:%M:%fZ', started_at / 1000.0, 'unixepoch') AS TEXT) AS started_at,
       CAST(strftime('%Y-%m-%dT%H:%M:%fZ', finished_at / 1000.0, 'unixepoch') AS TEXT)
           AS finished_at,
       complete,
       endpoint,
       tool_version,
       requests,
       CAST(nullif(rtrim(CASE WHEN instr(kinds, '0') > 0 THEN 'models,' ELSE '' END
                         || CASE WHEN instr(kinds, '1') > 0 THEN 'datasets,' ELSE '' END
                         || CASE WHEN instr(kinds, '2') > 0 THEN 'spaces' ELSE '' END,
                         ','), '') AS TEXT) AS kinds,
       CAST(nullif(author, '') AS TEXT) AS author,
       CAST(nullif(filter, '') AS TEXT) AS filter,
       CAST(nullif(row_limit, 0) AS INTEGER) AS row_limit
FROM snapshot;

CREATE VIEW coverage AS
WITH
present (kind, repos) AS (
    SELECT kind, count(repo_id) FROM repo_state WHERE removed_at IS NULL GROUP BY kind),
newest (kind, finished) AS (
    SELECT kind, finished FROM walk AS w
    -- A walk of a part says nothing of the whole.
    WHERE snapshot_id = (SELECT snapshot_id FROM walk JOIN snapshot AS s USING (snapshot_id)
                         WHERE kind = w.kind ORDER BY s.partial, snapshot_id DESC LIMIT 1)),
done (kind, what, complete, unreadable, gone, failed) AS (
    SELECT s.kind, f.what, sum(f.state = 1), sum(f.state = 2), sum(f.state = 3), sum(f.state = 4)
    FROM "fetch" AS f CROSS JOIN repo_state AS s
    WHERE s.repo_id = f.repo_id AND s.removed_at IS NULL
    GROUP BY s.kind, f.what),
-- Nobody was asked: not a row, and no look at the repositories.
owning (name) AS (
    SELECT DISTINCT substr(r.id, 1, instr(r.id, '/') - 1)
    FROM (SELECT 1 AS one FROM owner WHERE state <> 0 LIMIT 1) AS asked
    CROSS JOIN repo AS r CROSS JOIN repo_state AS s
    WHERE s.repo_id = r.repo_id AND s.removed_at IS NULL AND instr(r.id, '/') > 0),
owned (expected, complete, unreadable, gone, failed) AS (
    SELECT count(w.name), sum(o.state = 1), sum(o.state = 2), sum(o.state = 3), sum(o.state = 4)
    FROM owning AS w LEFT JOIN owner AS o ON o.name = w.name),
-- Storage, likers and owners stand there once something of them was asked for.
part (kind, what, kind_name, what_name) AS (VALUES
    (0, -1, 'model', 'listing'), (0, 0, 'model', 'commits'), (0, 1, 'model', 'discussions'),
    (0, 2, 'model', 'storage'), (0, 3, 'model', 'likers'),
    (1, -1, 'dataset', 'listing'), (1, 0, 'dataset', 'commits'), (1, 1, 'dataset', 'discussions'),
    (1, 2, 'dataset', 'storage'), (1, 3, 'dataset', 'likers'),
    (2, -1, 'space', 'listing'), (2, 0, 'space', 'commits'), (2, 1, 'space', 'discussions'),
    (2, 2, 'space', 'storage'), (2, 3, 'space', 'likers'),
    (3, 4, '', 'owners')),
counted (kind, what, kind_name, what_name, expected, complete, unreadable, gone, failed) AS (
    SELECT w.kind, w.what, w.kind_name, w.what_name,
           CASE w.what WHEN -1 THEN 1 WHEN 4 THEN o.expected ELSE coalesce(p.repos, 0) END,
           CASE w.what WHEN -1 THEN n.finished WHEN 4 THEN coalesce(o.complete, 0)
                       ELSE coalesce(d.complete, 0) END,
           coalesce(d.unreadable, o.unreadable, 0), coalesce(d.gone, o.gone, 0),
           coalesce(d.failed, o.failed, 0)
    FROM part AS w
    LEFT JOIN newest AS n ON n.kind = w.kind
    LEFT JOIN present AS p ON p.kind = w.kind
    LEFT JOIN done AS d ON d.kind = w.kind AND d.what = w.what
    LEFT JOIN owned AS o ON w.what = 4
    WHERE CASE w.what WHEN 2 THEN EXISTS (SELECT 1 FROM "fetch" WHERE what = 2)
                      WHEN 3 THEN EXISTS (SELECT 1 FROM "fetch" WHERE what = 3)
                      WHEN 4 THEN EXISTS (SELECT 1 FROM owner WHERE state <> 0)
                      ELSE 1 END
      AND (n.kind IS NOT NULL OR w.what = 4))
SELECT CAST(kind_name AS TEXT) AS kind,
       CAST(what_name AS TEXT) AS what,
       CAST(expected AS INTEGER) AS expected,
       CAST(complete AS INTEGER) AS complete,
       CAST(unreadable AS INTEGER) AS unreadable,
       CAST(gone AS INTEGER) AS gone,
       CAST(failed AS INTEGER) AS failed,
       CAST(expected - complete - unreadable - gone - failed AS INTEGER) AS pending
FROM counted AS c
ORDER BY c.kind, c.what;

CREATE VIEW fetches AS
WITH detail (what, name) AS (
    VALUES (0, 'commits'), (1, 'discussions'), (2, 'storage'), (3, 'likers'))
SELECT s.repo_id,
       CAST(w.name AS TEXT) AS what,
       CAST(CASE coalesce(f.state, 0) WHEN 1 THEN 'complete' WHEN 2 THEN 'unreadable'
                WHEN 3 THEN 'gone' WHEN 4 THEN 'failed' ELSE 'pending' END AS TEXT) AS state,
       f.http_status,
       CAST(coalesce(f.attempts, 0) AS INTEGER) AS attempts,
       CAST(strftime('%Y-%m-%dT%H:%M:%fZ', f.fetched_at / 1000.0, 'unixepoch') AS TEXT)
           AS fetched_at,
       f.message
FROM repo_state AS s
CROSS JOIN detail AS w
LEFT JOIN "fetch" AS f ON f.what = w.what AND f.repo_id = s.repo_id
WHERE w.what < 2 OR EXISTS (SELECT 1 FROM "fetch" AS begun WHERE begun.what = w.what);

CREATE VIEW merged_names AS
WITH RECURSIVE
link (a, b) AS (
    SELECT name_a, name_b FROM decision WHERE decision = 'accept'
    UNION
    SELECT name_b, name_a FROM decision WHERE decision = 'accept'),
reach (author, member) AS (
    SELECT DISTINCT a, a FROM link
    UNION
    SELECT r.author, l.b FROM reach AS r JOIN link AS l ON l.a = r.member),
member (author_id, name) AS MATERIALIZED (
    SELECT a.author_id, n.author FROM (SELECT DISTINCT author FROM reach) AS n
    JOIN author AS a ON a.name = n.author),
list (author_id, list_id) AS MATERIALIZED (
    SELECT DISTINCT m.author_id, l.list_id
    FROM author_list AS l CROSS JOIN json_each(l.members) AS e CROSS JOIN member AS m
    WHERE m.author_id = e.value),
activity (name, commits) AS MATERIALIZED (
    SELECT m.name, sum(c.commits)
    FROM list AS l JOIN member AS m ON m.author_id = l.author_id
    JOIN repo_contribution AS c ON c.list_id = l.list_id
    GROUP BY m.name)
SELECT author,
       member AS developer,
       (SELECT min(stage) FROM decision
        WHERE decision = 'accept' AND (name_a = author OR name_b = author)) AS source
FROM (SELECT r.author, r.member,
             row_number() OVER (PARTITION BY r.author
                                ORDER BY coalesce(c.commits, 0) DESC, r.member) AS place
      FROM reach AS r LEFT JOIN activity AS c ON c.name = r.member)
WHERE place = 1;

CREATE VIEW identities AS
SELECT CAST(author AS TEXT) AS author,
       CAST(developer AS TEXT) AS developer,
       CAST(source AS TEXT) AS source
FROM merged_names;

CREATE VIEW owners AS
SELECT o.name AS owner,
       CAST(CASE coalesce(o.kind, o.told) WHEN 0 THEN 'user' WHEN 1 THEN 'org' END AS TEXT) AS kind,
       CAST(CASE WHEN o.kind IS NOT NULL THEN 'overview'
                 WHEN o.told IS NOT NULL THEN 'discussion' END AS TEXT) AS basis,
       o.fullname,
       o.is_verified,
       o.plan,
       o.members,
       o.followers,
       CAST(strftime('%Y-%m-%dT%H:%M:%fZ', o.fetched_at / 1000.0, 'unixepoch') AS TEXT)
           AS fetched_at,
       CAST(CASE o.state WHEN 1 THEN 'complete' WHEN 2 THEN 'unreadable' WHEN 3 THEN 'gone'
                WHEN 4 THEN 'failed' ELSE 'pending' END AS TEXT) AS state,
       o.http_status
FROM owner AS o;

CREATE VIEW likes AS
SELECT l.repo_id,
       l.position,
       CAST(strftime('%Y-%m-%dT%H:%M:%fZ', l.liked_at / 1000.0, 'unixepoch') AS TEXT) AS liked_at
FROM repo_like AS l;

-- What repo_activity holds, counted from the histories: how it is filled, and what it must agree
-- with.
CREATE VIEW counted_activity AS
SELECT r.repo_id,
       CASE WHEN c.fetched_at IS NOT NULL THEN
           (SELECT coalesce(sum(commits), 0) FROM repo_contribution WHERE repo_id = r.repo_id)
       END AS commits,
       CASE WHEN c.fetched_at IS NOT NULL THEN
           (SELECT count(DISTINCT e.value)
            FROM repo_contribution AS n CROSS JOIN author_list AS l CROSS JOIN json_each(l.members) AS e
            WHERE n.repo_id = r.repo_id AND l.list_id = n.list_id)
       END AS committers,
       CASE WHEN d.fetched_at IS NOT NULL THEN
           (SELECT count(*) FROM repo_discussion WHERE repo_id = r.repo_id)
       END AS discussions,
       CASE WHEN d.fetched_at IS NOT NULL THEN
           (SELECT count(DISTINCT author_id) FROM repo_discussion WHERE repo_id = r.repo_id)
       END AS starters,
       CASE WHEN c.fetched_at IS NOT NULL AND d.fetched_at IS NOT NULL THEN
           (SELECT count(*) FROM
               (SELECT e.value
                FROM repo_contribution AS n CROSS JOIN author_list AS l
                CROSS JOIN json_each(l.members) AS e
                WHERE n.repo_id = r.repo_id AND l.list_id = n.list_id
                UNION
                SELECT author_id FROM repo_discussion
                WHERE repo_id = r.repo_id AND author_id IS NOT NULL))
       END AS community
FROM repo AS r
LEFT JOIN "fetch" AS c ON c.what = 0 AND c.repo_id = r.repo_id
LEFT JOIN "fetch" AS d ON d.what = 1 AND d.repo_id = r.repo_id
WHERE c.fetched_at IS NOT NULL OR d.fetched_at IS NOT NULL;

CREATE VIEW activity AS
WITH
-- Two names of one model in one space are one use of it.
used (repo_id, spaces) AS (
    SELECT t.repo_id, count(DISTINCT r.repo_id)
    FROM repo AS r CROSS JOIN repo_state AS s CROSS JOIN json_each(r.models) AS e
    CROSS JOIN target AS t
    WHERE r.kind = 2 AND coalesce(r.private, 0) <> 1 AND s.repo_id = r.repo_id AND s.removed_at IS NULL
      AND t.target_id = e.value AND t.repo_id IS NOT NULL
    GROUP BY t.repo_id),
listed (spaces) AS (SELECT EXISTS (SELECT 1 FROM walk WHERE kind = 2 AND (finished OR pages > 0)))
SELECT r.repo_id,
       CAST(CASE r.kind WHEN 0 THEN 'model' WHEN 1 THEN 'dataset' ELSE 'space' END AS TEXT) AS kind,
       r.id,
       CAST(CASE WHEN instr(r.id, '/') > 0 THEN substr(r.id, 1, instr(r.id, '/') - 1) END AS TEXT)
           AS owner,
       s.likes AS n_likes,
       CAST(CASE WHEN r.kind <> 2 THEN coalesce(s.downloads, 0) END AS INTEGER) AS n_downloads,
       a.commits AS n_commits,
       a.committers AS n_committers,
       a.discussions AS n_discussions,
       a.starters AS n_disc_starters,
       a.community AS n_community,
       CAST(CASE WHEN r.kind = 0 AND p.spaces THEN coalesce(u.spaces, 0) END AS INTEGER)
           AS n_usage_spaces
FROM listed AS p CROSS JOIN repo AS r CROSS JOIN repo_state AS s
LEFT JOIN repo_activity AS a ON a.repo_id = r.repo_id
LEFT JOIN used AS u ON u.repo_id = r.repo_id
WHERE s.repo_id = r.repo_id AND s.removed_at IS NULL AND coalesce(r.private, 0) <> 1;
