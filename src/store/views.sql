-- The public face: names and columns are a promise. Times are ISO 8601 text in UTC.

CREATE VIEW repos AS
SELECT r.repo_id,
       CASE r.kind WHEN 0 THEN 'model' WHEN 1 THEN 'dataset' ELSE 'space' END AS kind,
       r.id,
       CASE typeof(r.hub_id) WHEN 'blob' THEN lower(hex(r.hub_id)) ELSE r.hub_id END AS hub_id,
       CASE WHEN instr(r.id, '/') > 0 THEN substr(r.id, 1, instr(r.id, '/') - 1) END AS owner,
       substr(r.id, instr(r.id, '/') + 1) AS name,
       strftime('%Y-%m-%dT%H:%M:%fZ', r.created_at / 1000.0, 'unixepoch') AS created_at,
       strftime('%Y-%m-%dT%H:%M:%fZ', r.last_modified / 1000.0, 'unixepoch') AS last_modified,
       CASE typeof(r.sha) WHEN 'blob' THEN lower(hex(r.sha)) ELSE r.sha END AS sha,
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
       strftime('%Y-%m-%dT%H:%M:%fZ', r.first_seen / 1000.0, 'unixepoch') AS first_seen,
       strftime('%Y-%m-%dT%H:%M:%fZ', s.seen_at / 1000.0, 'unixepoch') AS last_seen,
       strftime('%Y-%m-%dT%H:%M:%fZ', s.removed_at / 1000.0, 'unixepoch') AS removed_at,
       r.duplicated_from
FROM repo AS r JOIN repo_state AS s USING (repo_id);

CREATE VIEW models AS SELECT * FROM repos WHERE kind = 'model';
CREATE VIEW datasets AS SELECT * FROM repos WHERE kind = 'dataset';
CREATE VIEW spaces AS SELECT * FROM repos WHERE kind = 'space';

CREATE VIEW repo_tags AS
SELECT r.repo_id, t.value AS tag
FROM repo AS r CROSS JOIN json_each(r.tags) AS e CROSS JOIN tag AS t ON t.tag_id = e.value;

CREATE VIEW repo_names AS
SELECT r.repo_id,
       r.id,
       strftime('%Y-%m-%dT%H:%M:%fZ', r.first_seen / 1000.0, 'unixepoch') AS first_seen,
       strftime('%Y-%m-%dT%H:%M:%fZ', s.seen_at / 1000.0, 'unixepoch') AS last_seen
FROM repo AS r JOIN repo_state AS s USING (repo_id)
WHERE NOT EXISTS (SELECT 1 FROM repo_history AS h WHERE h.repo_id = r.repo_id AND h.field = 0)
UNION ALL
SELECT h.repo_id,
       h.value,
       strftime('%Y-%m-%dT%H:%M:%fZ', h.first_seen / 1000.0, 'unixepoch'),
       strftime('%Y-%m-%dT%H:%M:%fZ', coalesce(h.last_seen, s.seen_at) / 1000.0, 'unixepoch')
FROM repo_history AS h JOIN repo_state AS s USING (repo_id)
WHERE h.field = 0;

CREATE VIEW commits AS
SELECT c.repo_id,
       f.top_seq - c.seq AS position,
       CASE typeof(c.sha) WHEN 'blob' THEN lower(hex(c.sha)) ELSE c.sha END AS sha,
       strftime('%Y-%m-%dT%H:%M:%fZ', c.committed_at / 1000.0, 'unixepoch') AS committed_at,
       c.title
FROM repo_commit AS c CROSS JOIN fetch AS f ON f.what = 0 AND f.repo_id = c.repo_id;

CREATE VIEW commit_authors AS
SELECT c.repo_id,
       CASE typeof(c.sha) WHEN 'blob' THEN lower(hex(c.sha)) ELSE c.sha END AS sha,
       e.key AS position,
       a.name AS author
FROM repo_commit AS c
CROSS JOIN author_list AS l ON l.list_id = c.list_id
CROSS JOIN json_each(l.members) AS e
CROSS JOIN author AS a ON a.author_id = e.value;

CREATE VIEW discussions AS
SELECT d.repo_id,
       d.num,
       (SELECT name FROM author WHERE author_id = d.author_id) AS author,
       d.title,
       (SELECT value FROM label WHERE label_id = d.status) AS status,
       d.is_pull_request,
       strftime('%Y-%m-%dT%H:%M:%fZ', d.created_at / 1000.0, 'unixepoch') AS created_at
FROM repo_discussion AS d;

CREATE VIEW space_models AS
SELECT r.repo_id AS space_repo_id, t.id AS target, t.repo_id AS target_repo_id
FROM repo AS r CROSS JOIN json_each(r.models) AS e CROSS JOIN target AS t ON t.target_id = e.value;

CREATE VIEW space_datasets AS
SELECT r.repo_id AS space_repo_id, t.id AS target, t.repo_id AS target_repo_id
FROM repo AS r CROSS JOIN json_each(r.datasets) AS e
CROSS JOIN target AS t ON t.target_id = e.value;

CREATE VIEW base_models AS
SELECT r.repo_id,
       t.id AS parent,
       t.repo_id AS parent_repo_id,
       (SELECT value FROM label WHERE label_id = json_extract(e.value, '$[1]')) AS relation
FROM repo AS r CROSS JOIN json_each(r.base_models) AS e
CROSS JOIN target AS t ON t.target_id = json_extract(e.value, '$[0]');

CREATE VIEW metrics AS
SELECT repo_id,
       snapshot_id,
       strftime('%Y-%m-%dT%H:%M:%fZ', observed_at / 1000.0, 'unixepoch') AS observed_at,
       likes,
       downloads,
       downloads_all_time
FROM (SELECT repo_id, snapshot_id, observed_at, likes, downloads, downloads_all_time FROM metric
      UNION ALL
      SELECT repo_id, snapshot_id, observed_at, likes, downloads, downloads_all_time
      FROM foreign_metric
      UNION ALL
      SELECT r.repo_id, r.first_snapshot, r.first_seen, s.likes, s.downloads, s.downloads_all_time
      FROM repo AS r JOIN repo_state AS s USING (repo_id)
      WHERE NOT EXISTS (SELECT 1 FROM metric AS m WHERE m.repo_id = r.repo_id));

CREATE VIEW snapshots AS
SELECT snapshot_id,
       strftime('%Y-%m-%dT%H:%M:%fZ', started_at / 1000.0, 'unixepoch') AS started_at,
       strftime('%Y-%m-%dT%H:%M:%fZ', finished_at / 1000.0, 'unixepoch') AS finished_at,
       complete,
       endpoint,
       tool_version,
       requests,
       (SELECT group_concat(k.name, ',')
        FROM (SELECT 0 AS kind, 'models' AS name UNION ALL SELECT 1, 'datasets'
              UNION ALL SELECT 2, 'spaces') AS k
        WHERE instr(kinds, k.kind) > 0) AS kinds,
       nullif(author, '') AS author,
       nullif(filter, '') AS filter,
       nullif(row_limit, 0) AS row_limit
FROM snapshot;

CREATE VIEW coverage AS
WITH
known (kind, name) AS (VALUES (0, 'model'), (1, 'dataset'), (2, 'space')),
present (kind, repos) AS (
    SELECT kind, count(*) FROM repo_state WHERE removed_at IS NULL GROUP BY kind),
newest (kind, finished) AS (
    SELECT kind, finished FROM walk AS w
    -- A walk of a part says nothing of the whole.
    WHERE snapshot_id = (SELECT snapshot_id FROM walk JOIN snapshot AS s USING (snapshot_id)
                         WHERE kind = w.kind ORDER BY s.partial, snapshot_id DESC LIMIT 1)),
detail (what, name) AS (VALUES (0, 'commits'), (1, 'discussions')),
done (kind, what, complete, unreadable, gone, failed) AS (
    SELECT s.kind, f.what, sum(f.state = 1), sum(f.state = 2), sum(f.state = 3), sum(f.state = 4)
    FROM fetch AS f CROSS JOIN repo_state AS s ON s.repo_id = f.repo_id
    WHERE s.removed_at IS NULL
    GROUP BY s.kind, f.what)
SELECT kind, what, expected, complete, unreadable, gone, failed, pending
FROM (
    SELECT k.kind AS kind_code, -1 AS what_code, k.name AS kind, 'listing' AS what, 1 AS expected,
           n.finished AS complete, 0 AS unreadable, 0 AS gone, 0 AS failed,
           1 - n.finished AS pending
    FROM newest AS n JOIN known AS k ON k.kind = n.kind
    UNION ALL
    SELECT k.kind, w.what, k.name, w.name, coalesce(p.repos, 0),
           coalesce(d.complete, 0), coalesce(d.unreadable, 0), coalesce(d.gone, 0),
           coalesce(d.failed, 0),
           coalesce(p.repos, 0) - coalesce(d.complete + d.unreadable + d.gone + d.failed, 0)
    FROM newest AS n
    JOIN known AS k ON k.kind = n.kind
    CROSS JOIN detail AS w
    LEFT JOIN present AS p ON p.kind = n.kind
    LEFT JOIN done AS d ON d.kind = n.kind AND d.what = w.what)
ORDER BY kind_code, what_code;

CREATE VIEW fetches AS
SELECT s.repo_id,
       CASE w.what WHEN 0 THEN 'commits' ELSE 'discussions' END AS what,
       CASE coalesce(f.state, 0) WHEN 1 THEN 'complete' WHEN 2 THEN 'unreadable' WHEN 3 THEN 'gone'
            WHEN 4 THEN 'failed' ELSE 'pending' END AS state,
       f.http_status,
       coalesce(f.attempts, 0) AS attempts,
       strftime('%Y-%m-%dT%H:%M:%fZ', f.fetched_at / 1000.0, 'unixepoch') AS fetched_at,
       f.message
FROM repo_state AS s
CROSS JOIN (SELECT 0 AS what UNION ALL SELECT 1) AS w
LEFT JOIN fetch AS f ON f.what = w.what AND f.repo_id = s.repo_id;

CREATE VIEW identities AS
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
    FROM author_list AS l CROSS JOIN json_each(l.members) AS e
    CROSS JOIN member AS m ON m.author_id = e.value),
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
