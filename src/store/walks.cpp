#include "hubmine/store/walks.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/version.hpp"

#include "connection.hpp"
#include "milliseconds.hpp"
#include "walk_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace hubmine::store {

namespace {

/// A walk that has not ended, of the same scope, not too old to go on.
std::optional<std::int64_t> unfinished_walk(Database& database, const WalkScope& scope,
                                            std::string_view endpoint, core::Timestamp now,
                                            std::chrono::seconds resume_within) {
    const auto query = database.cached(
        "SELECT snapshot_id FROM snapshot WHERE finished_at IS NULL AND source IS NULL "
        "AND kinds = ? AND author = ? AND filter = ? AND row_limit = ? AND endpoint = ? "
        "AND started_at BETWEEN ? AND ? "
        "ORDER BY snapshot_id DESC LIMIT 1");
    const std::string kinds = kinds_text(scope.kinds);
    query->bind(kinds, scope.author, scope.filter, scope.limit, endpoint,
                to_ms(now - resume_within), to_ms(now + kClockTolerance));
    return query->step() ? std::optional(query->integer(0)) : std::nullopt;
}

/// Later than anything any walk has seen, so that "seen since the start" means the walk that begins
/// then, even when the clock was set back a little. What a clock far ahead wrote does not count:
/// the sights of that time are taken back to before the start.
std::int64_t start_after_all(Database& database, core::Timestamp now) {
    std::int64_t started = to_ms(now);
    bool was_ahead = false;
    {
        const auto query = database.cached(
            "SELECT max(observed_at) FILTER (WHERE observed_at <= ?1), max(observed_at) > ?1 "
            "FROM walk");
        query->bind(to_ms(now + kClockTolerance));
        query->step();
        started = std::max(started, query->integer(0) + 1);
        was_ahead = query->integer(1) != 0;
    }
    if (was_ahead) {
        database.cached("UPDATE repo_state SET seen_at = ?1 - 1 WHERE seen_at >= ?1")
            ->bind(started)
            .run();
    }
    return started;
}

std::int64_t start_walk(Database& database, const WalkScope& scope, std::string_view endpoint,
                        core::Timestamp now) {
    const std::int64_t started = start_after_all(database, now);
    const std::string kinds = kinds_text(scope.kinds);
    database
        .cached(
            "INSERT INTO snapshot (started_at, endpoint, tool_version, kinds, author, filter, "
            "row_limit) VALUES (?, ?, ?, ?, ?, ?, ?)")
        ->bind(started, endpoint, core::kVersion, kinds, scope.author, scope.filter, scope.limit)
        .run();
    const std::int64_t snapshot_id = database.last_insert_id();
    for (const core::Kind kind : scope.kinds) {
        database.cached("INSERT OR IGNORE INTO walk (snapshot_id, kind) VALUES (?, ?)")
            ->bind(snapshot_id, static_cast<int>(kind))
            .run();
    }
    return snapshot_id;
}

Walk load_walk(Database& database, std::int64_t snapshot_id) {
    Walk walk;
    walk.snapshot_id = snapshot_id;
    {
        const auto query = database.cached("SELECT started_at FROM snapshot WHERE snapshot_id = ?");
        query->bind(snapshot_id);
        query->step();
        walk.started_at = query->time(0);
    }
    const auto query = database.cached(
        "SELECT kind, next_url, pages, rows, finished FROM walk WHERE snapshot_id = ? "
        "ORDER BY kind");
    query->bind(snapshot_id);
    while (query->step()) {
        walk.kinds.push_back(KindWalk{.kind = query->kind(0),
                                      .next_url = std::string(query->text(1)),
                                      .pages = query->count(2),
                                      .rows = query->count(3),
                                      .finished = query->integer(4) != 0});
    }
    return walk;
}

}  // namespace

std::string bounds_text(const WalkScope& scope) {
    std::vector<std::string> bounds;
    if (!scope.author.empty()) {
        bounds.push_back(fmt::format("author {}", scope.author));
    }
    if (!scope.filter.empty()) {
        bounds.push_back(fmt::format("tag {}", scope.filter));
    }
    if (scope.limit > 0) {
        bounds.push_back(fmt::format("at most {} of a kind", scope.limit));
    }
    return fmt::format("{}", fmt::join(bounds, ", "));
}

Walk Walks::begin(const WalkScope& scope, std::string_view endpoint, core::Timestamp now,
                  std::chrono::seconds resume_within) {
    if (connection_.names->forgotten.contains_owner(scope.author)) {
        throw core::UsageError(fmt::format(
            "{} was told to forget {} and what is theirs (`hubmine forget`): name another author, "
            "or another file with --store",
            connection_.path.string(), scope.author));
    }
    Verb verb(connection_);
    const std::optional<std::int64_t> unfinished =
        unfinished_walk(connection_.db(), scope, endpoint, now, resume_within);
    const std::int64_t snapshot_id =
        unfinished ? *unfinished : start_walk(connection_.db(), scope, endpoint, now);
    Walk walk = load_walk(connection_.db(), snapshot_id);
    walk.resumed = unfinished.has_value();
    verb.commit();
    return walk;
}

void Walks::restart(std::int64_t snapshot_id, core::Kind kind) {
    Verb verb(connection_);
    connection_.db()
        .cached(
            "UPDATE walk SET next_url = '', pages = 0, rows = 0, nameless = 0, finished = 0 "
            "WHERE snapshot_id = ? AND kind = ?")
        ->bind(snapshot_id, static_cast<int>(kind))
        .run();
    verb.commit();
}

void Walks::finish(std::int64_t snapshot_id, core::Timestamp now) {
    Verb verb(connection_);
    connection_.db()
        .cached(
            "UPDATE snapshot SET complete = 1, finished_at = max(?2, started_at) "
            "WHERE snapshot_id = ?1 AND finished_at IS NULL AND NOT EXISTS "
            "(SELECT 1 FROM walk WHERE snapshot_id = ?1 AND finished = 0)")
        ->bind(snapshot_id, to_ms(now))
        .run();
    if (connection_.db().changes() > 0) {
        // For people who ask the views by name. Kept up while a first listing runs, it would cost
        // that most of its time: names come in no order.
        connection_.db().execute("CREATE INDEX IF NOT EXISTS repo_by_id ON repo (id)");
    }
    verb.commit();
}

void Walks::add_requests(std::int64_t snapshot_id, std::int64_t requests) {
    Verb verb(connection_);
    connection_.db()
        .cached("UPDATE snapshot SET requests = requests + ? WHERE snapshot_id = ?")
        ->bind(requests, snapshot_id)
        .run();
    verb.commit();
}

}  // namespace hubmine::store
