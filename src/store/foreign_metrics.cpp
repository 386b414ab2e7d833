#include "hubmine/core/version.hpp"
#include "hubmine/store/upkeep.hpp"

#include "clean_text.hpp"
#include "crawl_lock.hpp"
#include "database.hpp"
#include "milliseconds.hpp"
#include "name_resolution.hpp"
#include "walk_rows.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace hubmine::store {

namespace {

/// The snapshot that stands for a source and a date; emptied when it was there before.
std::int64_t foreign_snapshot(Database& database, const std::set<core::Kind>& kinds,
                              std::int64_t date, std::string_view source) {
    std::optional<std::int64_t> before;
    {
        const auto query =
            database.cached("SELECT snapshot_id FROM snapshot WHERE source = ? AND started_at = ?");
        query->bind(source, date);
        if (query->step()) {
            before = query->integer(0);
        }
    }
    const std::string digits = kinds_text({kinds.begin(), kinds.end()});
    if (before) {
        database.cached("DELETE FROM foreign_metric WHERE snapshot_id = ?")->bind(*before).run();
        database.cached("UPDATE snapshot SET kinds = ? WHERE snapshot_id = ?")
            ->bind(digits, *before)
            .run();
        return *before;
    }
    const std::string endpoint = "import:" + std::string(source);
    database
        .cached(
            "INSERT INTO snapshot (started_at, finished_at, endpoint, tool_version, kinds, "
            "source) VALUES (?1, ?1, ?2, ?3, ?4, ?5)")
        ->bind(date, endpoint, core::kVersion, digits, source)
        .run();
    return database.last_insert_id();
}

/// temp.wanted: the names of the file and the repositories they mean.
void find_repositories(Database& database, const std::vector<ForeignMetrics>& rows) {
    database.execute(
        "CREATE TEMP TABLE IF NOT EXISTS wanted (wanted_id INTEGER PRIMARY KEY, kind INTEGER, "
        "id TEXT, repo_id INTEGER, UNIQUE (kind, id)); DELETE FROM temp.wanted");
    std::string buffer;
    for (const ForeignMetrics& row : rows) {
        database.cached("INSERT OR IGNORE INTO temp.wanted (kind, id) VALUES (?, ?)")
            ->bind(static_cast<int>(row.kind), clean(row.id, buffer))
            .run();
    }
    database.execute("WITH " + best_repositories("temp.wanted", "wanted_id") +
                     " UPDATE temp.wanted SET repo_id = best.repo_id FROM best "
                     "WHERE best.name_id = wanted.wanted_id");
}

std::optional<std::int64_t> repository(Database& database, const ForeignMetrics& row) {
    std::string buffer;
    const auto query = database.cached("SELECT repo_id FROM temp.wanted WHERE kind = ? AND id = ?");
    query->bind(static_cast<int>(row.kind), clean(row.id, buffer));
    return query->step() ? query->maybe_integer(0) : std::nullopt;
}

}  // namespace

ImportResult import_metrics(Store& store, const std::vector<ForeignMetrics>& rows,
                            core::Timestamp date, std::string_view source) {
    // Millions of lines take longer than a crawl waits for its turn to write.
    const CrawlLock nobody_crawls(store.path(), "import metrics");
    Database& database = store.database();
    Transaction transaction(database);
    std::set<core::Kind> kinds;
    for (const ForeignMetrics& row : rows) {
        kinds.insert(row.kind);
    }
    find_repositories(database, rows);
    // A file of nothing but strangers is a mistake: it must not take the place of what was right.
    if (!rows.empty() && std::none_of(rows.begin(), rows.end(), [&](const ForeignMetrics& row) {
            return repository(database, row).has_value();
        })) {
        return {.unknown = static_cast<std::int64_t>(rows.size())};
    }
    std::string buffer;
    ImportResult result{.snapshot_id =
                            foreign_snapshot(database, kinds, to_ms(date), clean(source, buffer))};
    for (const ForeignMetrics& row : rows) {
        const std::optional<std::int64_t> repo_id = repository(database, row);
        if (!repo_id) {
            ++result.unknown;
            continue;
        }
        database
            .cached(
                "INSERT OR IGNORE INTO foreign_metric (repo_id, snapshot_id, observed_at, "
                "likes, downloads, downloads_all_time) VALUES (?, ?, ?, ?, ?, ?)")
            ->bind(*repo_id, result.snapshot_id, to_ms(date), row.likes, row.downloads,
                   row.downloads_all_time)
            .run();
        ++(database.changes() > 0 ? result.rows : result.duplicates);
    }
    transaction.commit();
    return result;
}

}  // namespace hubmine::store
