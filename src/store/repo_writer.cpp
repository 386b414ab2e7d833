#include "repo_writer.hpp"

#include "clean_text.hpp"
#include "fetch.hpp"
#include "id_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace hubmine::store {

/// What a page of a list needs to know of a repository that is there already.
struct RepoWriter::State {
    std::int64_t repo_id = 0;
    std::int64_t first_snapshot = 0;
    std::int64_t seen_at = 0;
    bool removed = false;
    std::int64_t content = 0;
    RepoNumbers numbers;
};

namespace {

RepoNumbers numbers_of(const hub::RepoRecord& record) {
    RepoNumbers numbers;
    for (std::size_t i = 0; i < kRepoNumbers; ++i) {
        numbers.at(i) = repo_numbers()[i].value(record);
    }
    return numbers;
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
    static const std::string kSql = fmt::format(
        "SELECT s.repo_id, s.seen_at, s.removed_at, s.content, r.first_snapshot, {} "
        "FROM repo AS r CROSS JOIN repo_state AS s ON s.repo_id = r.repo_id "
        "WHERE r.kind = ? AND r.hub_id = ?",
        for_each_number(repo_numbers(), "s.{0}"));
    const auto query = database_.cached(kSql.c_str());
    query->bind(static_cast<int>(record.kind), hub_id);
    if (!query->step()) {
        return std::nullopt;
    }
    State state{.repo_id = query->integer(0),
                .first_snapshot = query->integer(4),
                .seen_at = query->integer(1),
                .removed = !query->is_null(2),
                .content = query->integer(3)};
    read_values(*query, 5, state.numbers);
    return state;
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
    RepoNumbers numbers = numbers_of(record);
    for (std::size_t i = 0; i < kRepoNumbers; ++i) {
        if (numbers.at(i).is_null()) {
            numbers.at(i) = state->numbers.at(i);
        }
    }
    note_numbers(*state, numbers, sight);
    if (state->removed) {
        restore(state->repo_id, sight);
    }
    if (state->content != content) {
        result.changed = update_row(*state, record, sight, asked);
    }
    static const std::string kSql = fmt::format(
        "UPDATE repo_state SET seen_at = ?1, removed_at = NULL, content = ?2, {} "
        "WHERE repo_id = ?3",
        for_each_number(repo_numbers(), "{0} = ?{1}", 4));
    const auto update = database_.cached(kSql.c_str());
    update->bind(std::max(sight.at, state->seen_at), content, state->repo_id);
    bind_values(*update, 4, numbers);
    update->run();
    return result;
}

std::int64_t RepoWriter::insert(const hub::RepoRecord& record, const Sight& sight,
                                std::int64_t content) {
    const RepoRow row = row_of(record, names_);
    const PackedHex hub_id = packed_identity(record);
    const int kind = static_cast<int>(record.kind);
    {
        static const std::string kSql = fmt::format(
            "INSERT INTO repo (kind, hub_id, first_snapshot, first_seen, {}) "
            "VALUES (?1, ?2, ?3, ?4, {})",
            for_each_field("{0}"), for_each_field("?{1}", 5));
        const auto add = database_.cached(kSql.c_str());
        add->bind(kind, hub_id, sight.snapshot_id, sight.at);
        bind_values(*add, 5, row);
        add->run();
    }
    const std::int64_t repo_id = database_.last_insert_id();
    const RepoNumbers numbers = numbers_of(record);
    static const std::string kSql = fmt::format(
        "INSERT INTO repo_state (repo_id, kind, seen_at, content, {}) VALUES (?1, ?2, ?3, ?4, {})",
        for_each_number(repo_numbers(), "{0}"), for_each_number(repo_numbers(), "?{1}", 5));
    const auto add = database_.cached(kSql.c_str());
    add->bind(repo_id, kind, sight.at, content);
    bind_values(*add, 5, numbers);
    add->run();
    store_texts(repo_id, record);
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
    const RepoRow before = load_row(state.repo_id);
    RepoRow after = row_of(record, names_);
    keep_what_is_absent(after, before, record, asked);
    for (std::size_t i = 0; i < after.size(); ++i) {
        // The Hub's order of tags says nothing: another one is no change.
        if (repo_fields()[i].holds == Holds::kTags && after.at(i) != before.at(i) &&
            !after.at(i).is_null() && !before.at(i).is_null() &&
            id_set(database_, after.at(i).text()) == id_set(database_, before.at(i).text())) {
            after.at(i) = before.at(i);
        }
    }
    const bool texts_changed = store_texts(state.repo_id, record);
    if (after == before) {
        return texts_changed;
    }
    note_changes(state, before, after, sight);
    store_row(state.repo_id, after);
    stir(state, before, after);
    return true;
}

void RepoWriter::stir(const State& state, const RepoRow& before, const RepoRow& after) {
    const auto stirred = [&](Stirs what) {
        for (std::size_t i = 0; i < after.size(); ++i) {
            if (repo_fields()[i].stirs == what && after.at(i) != before.at(i)) {
                return true;
            }
        }
        return false;
    };
    const bool renamed = stirred(Stirs::kName);
    const bool is_modified = stirred(Stirs::kHead);
    if (renamed || is_modified) {
        static const std::size_t kSha = place_of("sha");
        commits_moved(database_, state.repo_id, after.at(kSha));
    }
    if (is_modified) {
        storage_moved(database_, state.repo_id);
    }
    if (renamed) {
        name_moved(database_, state.repo_id, state.seen_at);
    }
    if (stirred(Stirs::kAccess)) {
        access_changed(database_, state.repo_id);
    }
}

RepoRow RepoWriter::load_row(std::int64_t repo_id) {
    static const std::string kSql =
        fmt::format("SELECT {} FROM repo WHERE repo_id = ?", for_each_field("{0}"));
    const auto query = database_.cached(kSql.c_str());
    query->bind(repo_id);
    query->step();
    RepoRow row(repo_fields().size());
    read_values(*query, 0, row);
    return row;
}

void RepoWriter::store_row(std::int64_t repo_id, const RepoRow& row) {
    static const std::string kSql =
        fmt::format("UPDATE repo SET {} WHERE repo_id = ?1", for_each_field("{0} = ?{1}", 2));
    const auto update = database_.cached(kSql.c_str());
    update->bind(repo_id);
    bind_values(*update, 2, row);
    update->run();
}

bool RepoWriter::store_texts(std::int64_t repo_id, const hub::RepoRecord& record) {
    const auto store = [&](const char* sql, const std::optional<std::string>& text) {
        if (!text) {
            return false;
        }
        std::string buffer;
        database_.cached(sql)->bind(repo_id, clean(*text, buffer)).run();
        return database_.changes() > 0;
    };
    const bool card_changed = store(
        "INSERT INTO repo_card (repo_id, card) VALUES (?, ?) "
        "ON CONFLICT (repo_id) DO UPDATE SET card = excluded.card WHERE card <> excluded.card",
        record.card);
    const bool description_changed = store(
        "INSERT INTO repo_description (repo_id, description) VALUES (?, ?) "
        "ON CONFLICT (repo_id) DO UPDATE SET description = excluded.description "
        "WHERE description <> excluded.description",
        record.description);
    return card_changed || description_changed;
}

void RepoWriter::note_numbers(const State& state, const RepoNumbers& numbers, const Sight& sight) {
    const auto past = [](const RepoNumbers& values) {
        return std::span(values).first<kPastNumbers>();
    };
    if (std::ranges::equal(past(numbers), past(state.numbers))) {
        return;
    }
    static const std::string kFirst = fmt::format(
        "INSERT INTO metric (repo_id, snapshot_id, observed_at, {0}) "
        "SELECT repo_id, first_snapshot, first_seen, {1} FROM repo WHERE repo_id = ?1 "
        "AND NOT EXISTS (SELECT 1 FROM metric WHERE repo_id = ?1)",
        for_each_number(past_numbers(), "{0}"), for_each_number(past_numbers(), "?{1}", 2));
    const auto first = database_.cached(kFirst.c_str());
    first->bind(state.repo_id);
    bind_values(*first, 2, past(state.numbers));
    first->run();
    // A walk that goes on after a younger one must not write into the past of its numbers.
    static const std::string kNext = fmt::format(
        "INSERT INTO metric (repo_id, snapshot_id, observed_at, {0}) VALUES (?1, max(?2, "
        "(SELECT max(snapshot_id) FROM metric WHERE repo_id = ?1)), ?3, {1}) "
        "ON CONFLICT (repo_id, snapshot_id) DO UPDATE SET observed_at = excluded.observed_at, {2}",
        for_each_number(past_numbers(), "{0}"), for_each_number(past_numbers(), "?{1}", 4),
        for_each_number(past_numbers(), "{0} = excluded.{0}"));
    const auto next = database_.cached(kNext.c_str());
    next->bind(state.repo_id, sight.snapshot_id, sight.at);
    bind_values(*next, 4, past(numbers));
    next->run();
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

void RepoWriter::note_change(const State& state, Field field, const ColumnValue& before,
                             const ColumnValue& after, const Sight& sight) {
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
    for (std::size_t i = 0; i < after.size(); ++i) {
        if (const std::optional<Field> past = repo_fields()[i].past) {
            note_change(state, *past, before.at(i), after.at(i), sight);
        }
    }
}

void RepoWriter::rename(std::int64_t repo_id, std::string_view id, const Sight& sight) {
    static const std::size_t kId = place_of("id");
    const RepoRow before = load_row(repo_id);
    RepoRow after = before;
    std::string buffer;
    after.at(kId) = ColumnValue(std::string(clean(id, buffer)));
    if (after == before) {
        return;
    }
    State state{.repo_id = repo_id};
    {
        const auto query = database_.cached("SELECT seen_at FROM repo_state WHERE repo_id = ?");
        query->bind(repo_id);
        query->step();
        state.seen_at = query->integer(0);
    }
    note_changes(state, before, after, sight);
    store_row(repo_id, after);
    stir(state, before, after);
}

}  // namespace hubmine::store
