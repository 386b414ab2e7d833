#include "repo_writer.hpp"

#include "clean_text.hpp"
#include "fetch.hpp"
#include "hex.hpp"
#include "id_list.hpp"

#include <algorithm>

namespace hubmine::store {

/// What a page of a list needs to know of a repository that is there already.
struct RepoWriter::State {
    std::int64_t repo_id = 0;
    std::int64_t first_snapshot = 0;
    std::int64_t seen_at = 0;
    bool removed = false;
    std::optional<std::int64_t> likes;
    std::optional<std::int64_t> downloads;
    std::optional<std::int64_t> downloads_all_time;
    std::optional<double> trending_score;
    std::int64_t content = 0;
};

namespace {

RepoRow read_row(const Statement& row) {
    RepoRow result;
    result.id = row.text(0);
    result.license = row.maybe_integer(1);
    result.tags = row.maybe_text(2);
    result.models = row.maybe_text(3);
    result.datasets = row.maybe_text(4);
    result.duplicated_from = row.maybe_text(5);
    result.created_at = row.maybe_integer(6);
    result.last_modified = row.maybe_integer(7);
    if (!row.is_null(8)) {
        result.sha = unpack_hex(row, 8);
    }
    result.is_private = row.maybe_integer(9);
    result.gated = row.maybe_integer(10);
    result.disabled = row.maybe_integer(11);
    result.pipeline_tag = row.maybe_integer(12);
    result.library_name = row.maybe_integer(13);
    result.sdk = row.maybe_integer(14);
    result.parameters = row.maybe_integer(15);
    result.base_models = row.maybe_text(16);
    return result;
}

std::optional<PackedHex> packed_sha(const RepoRow& row) {
    return row.sha ? std::optional(PackedHex(*row.sha, kShaDigits)) : std::nullopt;
}

}  // namespace

std::string_view identity_of(const hub::RepoRecord& record) {
    return record.hub_id.empty() ? record.id : record.hub_id;
}

PackedHex packed_identity(const hub::RepoRecord& record) {
    std::string buffer;
    return {clean(identity_of(record), buffer), kHubIdDigits};
}

std::optional<RepoWriter::State> RepoWriter::load_state(const hub::RepoRecord& record) {
    const PackedHex hub_id = packed_identity(record);
    const auto query = database_.cached(
        "SELECT s.repo_id, s.seen_at, s.removed_at, s.likes, s.downloads, s.downloads_all_time, "
        "s.trending_score, s.content, r.first_snapshot "
        "FROM repo AS r CROSS JOIN repo_state AS s ON s.repo_id = r.repo_id "
        "WHERE r.kind = ? AND r.hub_id = ?");
    query->bind(static_cast<int>(record.kind), hub_id);
    if (!query->step()) {
        return std::nullopt;
    }
    return State{.repo_id = query->integer(0),
                 .first_snapshot = query->integer(8),
                 .seen_at = query->integer(1),
                 .removed = !query->is_null(2),
                 .likes = query->maybe_integer(3),
                 .downloads = query->maybe_integer(4),
                 .downloads_all_time = query->maybe_integer(5),
                 .trending_score = query->maybe_real(6),
                 .content = query->integer(7)};
}

RepoWriter::Result RepoWriter::see(const hub::RepoRecord& record, const Sight& sight,
                                   const hub::AskedFields& asked) {
    const std::int64_t content = content_hash(record);
    const std::optional<State> state = load_state(record);
    if (!state) {
        return {.repo_id = insert(record, sight, content), .added = true};
    }
    Result result{.repo_id = state->repo_id,
                  .duplicate = state->seen_at >= sight.walk_started && !state->removed,
                  .restored = state->removed};
    if (sight.snapshot_id < state->first_snapshot) {
        bring_forward(*state, sight);
    }
    note_metrics(*state, record, sight);
    if (state->removed) {
        restore(state->repo_id, sight);
    }
    if (state->content != content) {
        result.changed = update_row(*state, record, sight, asked);
    }
    const auto or_before = [](const auto& now, const auto& before) { return now ? now : before; };
    database_
        .cached(
            "UPDATE repo_state SET seen_at = ?, removed_at = NULL, likes = ?, downloads = ?, "
            "downloads_all_time = ?, trending_score = ?, content = ? WHERE repo_id = ?")
        ->bind(std::max(sight.at, state->seen_at), or_before(record.likes, state->likes),
               or_before(record.downloads, state->downloads),
               or_before(record.downloads_all_time, state->downloads_all_time),
               or_before(record.trending_score, state->trending_score), content, state->repo_id)
        .run();
    return result;
}

std::int64_t RepoWriter::insert(const hub::RepoRecord& record, const Sight& sight,
                                std::int64_t content) {
    const RepoRow row = row_of(record, names_);
    const PackedHex hub_id = packed_identity(record);
    const std::optional<PackedHex> sha = packed_sha(row);
    database_
        .cached(
            "INSERT INTO repo (kind, id, license, tags, models, datasets, duplicated_from, "
            "first_snapshot, hub_id, created_at, last_modified, sha, private, gated, disabled, "
            "pipeline_tag, library_name, sdk, parameters, base_models, first_seen) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        ->bind(static_cast<int>(record.kind), row.id, row.license, row.tags, row.models,
               row.datasets, row.duplicated_from, sight.snapshot_id, hub_id, row.created_at,
               row.last_modified, sha, row.is_private, row.gated, row.disabled, row.pipeline_tag,
               row.library_name, row.sdk, row.parameters, row.base_models, sight.at)
        .run();
    const std::int64_t repo_id = database_.last_insert_id();
    database_
        .cached(
            "INSERT INTO repo_state (repo_id, kind, seen_at, likes, downloads, "
            "downloads_all_time, trending_score, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        ->bind(repo_id, static_cast<int>(record.kind), sight.at, record.likes, record.downloads,
               record.downloads_all_time, record.trending_score, content)
        .run();
    store_card(repo_id, record);
    return repo_id;
}

/// A walk that goes on after a younger one shows what that one met first: it is of this walk too.
void RepoWriter::bring_forward(const State& state, const Sight& sight) {
    for (const char* sql :
         {"UPDATE metric SET snapshot_id = ?1 WHERE repo_id = ?2 AND snapshot_id = ?3",
          "UPDATE repo_history SET first_snapshot = ?1 WHERE repo_id = ?2 AND first_snapshot = ?3 "
          "AND first_seen = (SELECT first_seen FROM repo WHERE repo_id = ?2)",
          "UPDATE repo SET first_snapshot = ?1 WHERE repo_id = ?2 AND first_snapshot = ?3"}) {
        database_.cached(sql)->bind(sight.snapshot_id, state.repo_id, state.first_snapshot).run();
    }
}

bool RepoWriter::update_row(const State& state, const hub::RepoRecord& record, const Sight& sight,
                            const hub::AskedFields& asked) {
    RepoRow before;
    {
        const auto query = database_.cached(
            "SELECT id, license, tags, models, datasets, duplicated_from, created_at, "
            "last_modified, sha, private, gated, disabled, pipeline_tag, library_name, sdk, "
            "parameters, base_models FROM repo WHERE repo_id = ?");
        query->bind(state.repo_id);
        query->step();
        before = read_row(*query);
    }
    RepoRow after = row_of(record, names_);
    keep_what_is_absent(after, before, record, asked);
    // The Hub's order of tags says nothing: another one is no change.
    if (before.tags && after.tags && *after.tags != *before.tags &&
        id_set(database_, after.tags) == id_set(database_, before.tags)) {
        after.tags = before.tags;
    }
    const bool card_changed = store_card(state.repo_id, record);
    if (after == before) {
        return card_changed;
    }
    note_changes(state, before, after, sight);
    store_row(state.repo_id, after);
    const bool renamed = after.id != before.id;
    if (renamed || after.sha != before.sha || after.last_modified != before.last_modified) {
        commits_moved(database_, state.repo_id, after.sha);
    }
    if (renamed) {
        name_moved(database_, state.repo_id, state.seen_at);
    }
    if (after.gated != before.gated || after.disabled != before.disabled ||
        after.is_private != before.is_private) {
        access_changed(database_, state.repo_id);
    }
    return true;
}

void RepoWriter::store_row(std::int64_t repo_id, const RepoRow& row) {
    const std::optional<PackedHex> sha = packed_sha(row);
    database_
        .cached(
            "UPDATE repo SET id = ?, license = ?, tags = ?, models = ?, datasets = ?, "
            "duplicated_from = ?, created_at = ?, last_modified = ?, sha = ?, private = ?, "
            "gated = ?, disabled = ?, pipeline_tag = ?, library_name = ?, sdk = ?, "
            "parameters = ?, base_models = ? WHERE repo_id = ?")
        ->bind(row.id, row.license, row.tags, row.models, row.datasets, row.duplicated_from,
               row.created_at, row.last_modified, sha, row.is_private, row.gated, row.disabled,
               row.pipeline_tag, row.library_name, row.sdk, row.parameters, row.base_models,
               repo_id)
        .run();
}

bool RepoWriter::store_card(std::int64_t repo_id, const hub::RepoRecord& record) {
    if (!record.card) {
        return false;
    }
    std::string buffer;
    const auto store = database_.cached(
        "INSERT INTO repo_card (repo_id, card) VALUES (?, ?) "
        "ON CONFLICT (repo_id) DO UPDATE SET card = excluded.card WHERE card <> excluded.card");
    store->bind(repo_id, clean(*record.card, buffer)).run();
    return database_.changes() > 0;
}

void RepoWriter::note_metrics(const State& state, const hub::RepoRecord& record,
                              const Sight& sight) {
    const auto moved = [](const auto& now, const auto& before) { return now && now != before; };
    if (!moved(record.likes, state.likes) && !moved(record.downloads, state.downloads) &&
        !moved(record.downloads_all_time, state.downloads_all_time)) {
        return;
    }
    database_
        .cached(
            "INSERT INTO metric (repo_id, snapshot_id, observed_at, likes, downloads, "
            "downloads_all_time) SELECT repo_id, first_snapshot, first_seen, ?, ?, ? FROM repo "
            "WHERE repo_id = ?4 AND NOT EXISTS (SELECT 1 FROM metric WHERE repo_id = ?4)")
        ->bind(state.likes, state.downloads, state.downloads_all_time, state.repo_id)
        .run();
    const auto or_before = [](const auto& now, const auto& before) { return now ? now : before; };
    // A walk that goes on after a younger one must not write into the past of its numbers.
    database_
        .cached(
            "INSERT INTO metric (repo_id, snapshot_id, observed_at, likes, downloads, "
            "downloads_all_time) VALUES (?1, max(?2, (SELECT max(snapshot_id) FROM metric "
            "WHERE repo_id = ?1)), ?3, ?4, ?5, ?6) "
            "ON CONFLICT (repo_id, snapshot_id) DO UPDATE SET observed_at = "
            "excluded.observed_at, likes = excluded.likes, downloads = excluded.downloads, "
            "downloads_all_time = excluded.downloads_all_time")
        ->bind(state.repo_id, sight.snapshot_id, sight.at, or_before(record.likes, state.likes),
               or_before(record.downloads, state.downloads),
               or_before(record.downloads_all_time, state.downloads_all_time))
        .run();
}

void RepoWriter::restore(std::int64_t repo_id, const Sight& sight) {
    database_
        .cached(
            "UPDATE repo_absence SET until_snapshot = max(?, from_snapshot), restored_at = ? "
            "WHERE repo_id = ? AND until_snapshot IS NULL")
        ->bind(sight.snapshot_id, sight.at, repo_id)
        .run();
    came_back(database_, repo_id);
}

template <typename Value>
void RepoWriter::note_change(const State& state, Field field, const Value& before,
                             const Value& after, const Sight& sight) {
    if (before == after) {
        return;
    }
    const int code = static_cast<int>(field);
    // The first change writes the value that stood until now; a later one closes it.
    database_
        .cached(
            "INSERT INTO repo_history (repo_id, field, first_seen, first_snapshot, value) "
            "SELECT repo_id, ?2, first_seen, first_snapshot, ?3 FROM repo "
            "WHERE repo_id = ?1 AND NOT EXISTS "
            "(SELECT 1 FROM repo_history WHERE repo_id = ?1 AND field = ?2)")
        ->bind(state.repo_id, code, before)
        .run();
    database_
        .cached(
            "UPDATE repo_history SET last_seen = max(?3, first_seen) "
            "WHERE repo_id = ?1 AND field = ?2 AND last_seen IS NULL")
        ->bind(state.repo_id, code, state.seen_at)
        .run();
    database_
        .cached(
            "INSERT INTO repo_history (repo_id, field, first_seen, first_snapshot, value) "
            "SELECT ?1, ?2, max(?3, max(first_seen) + 1), max(?4, max(first_snapshot)), ?5 "
            "FROM repo_history WHERE repo_id = ?1 AND field = ?2")
        ->bind(state.repo_id, code, sight.at, sight.snapshot_id, after)
        .run();
}

void RepoWriter::note_changes(const State& state, const RepoRow& before, const RepoRow& after,
                              const Sight& sight) {
    note_change(state, Field::kId, before.id, after.id, sight);
    note_change(state, Field::kLicense, before.license, after.license, sight);
    note_change(state, Field::kTags, before.tags, after.tags, sight);
    note_change(state, Field::kGated, before.gated, after.gated, sight);
    note_change(state, Field::kSdk, before.sdk, after.sdk, sight);
    note_change(state, Field::kPipelineTag, before.pipeline_tag, after.pipeline_tag, sight);
    note_change(state, Field::kDisabled, before.disabled, after.disabled, sight);
}

void RepoWriter::rename(std::int64_t repo_id, std::string_view id, const Sight& sight) {
    std::string before;
    std::optional<std::string> sha;
    State state{.repo_id = repo_id};
    {
        const auto query = database_.cached(
            "SELECT r.id, s.seen_at, r.sha FROM repo AS r JOIN repo_state AS s USING (repo_id) "
            "WHERE r.repo_id = ?");
        query->bind(repo_id);
        query->step();
        before = query->text(0);
        state.seen_at = query->integer(1);
        if (!query->is_null(2)) {
            sha = unpack_hex(*query, 2);
        }
    }
    std::string buffer;
    const std::string after(clean(id, buffer));
    if (after == before) {
        return;
    }
    note_change(state, Field::kId, before, after, sight);
    database_.cached("UPDATE repo SET id = ? WHERE repo_id = ?")->bind(after, repo_id).run();
    commits_moved(database_, repo_id, sha);
    name_moved(database_, repo_id, state.seen_at);
}

}  // namespace hubmine::store
