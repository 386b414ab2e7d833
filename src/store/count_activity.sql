-- Runs when the views of a layout are there.
DELETE FROM repo_activity;
INSERT INTO repo_activity SELECT * FROM counted_activity;
