-- Layout 3: a read says how much of it is held, so that a number that changed in the file is noticed.

-- Commits or discussions of the repository that are stored; null while that is not known.
ALTER TABLE fetch ADD COLUMN held INTEGER;
UPDATE fetch SET held = CASE what
    WHEN 0 THEN (SELECT coalesce(sum(commits), 0) FROM repo_contribution AS c
                 WHERE c.repo_id = fetch.repo_id)
    ELSE (SELECT count(*) FROM repo_discussion AS d WHERE d.repo_id = fetch.repo_id) END
WHERE what = 0 OR (fetched_at IS NOT NULL AND next_page = 0);
