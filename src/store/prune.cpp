#include "hubmine/store/upkeep.hpp"

#include "crawl_lock.hpp"
#include "store_impl.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace hubmine::store {

namespace {

using Day = std::chrono::sys_days;

/// The day, week or month that a snapshot is the last one of, by its age.
std::string period_of(Day day, Day today, const PrunePolicy& policy) {
    constexpr int kDaysAWeek = 7;
    constexpr int kEpochWasThursday = 3;
    const std::int64_t age = (today - day).count();
    if (age < policy.daily) {
        return "day " + std::to_string(day.time_since_epoch().count());
    }
    if (age < policy.daily + policy.weekly * kDaysAWeek) {
        const auto monday_based = day.time_since_epoch().count() + kEpochWasThursday;
        return "week " + std::to_string(monday_based / kDaysAWeek);
    }
    const std::chrono::year_month_day date(day);
    return "month " + std::to_string(static_cast<int>(date.year()) * 12 +
                                     static_cast<int>(static_cast<unsigned>(date.month())));
}

/// What a walk shows of a kind; a later one of the same period shows it better.
using Slot = std::tuple<core::Kind, std::string, std::string, std::int64_t, std::string>;

/// A walk of a part claims a slot only of a kind whose whole list was never walked.
std::vector<Slot> slots_of(const Snapshot& walk, const std::set<core::Kind>& listed_whole,
                           const std::string& period) {
    std::vector<Slot> slots;
    const WalkScope& scope = walk.scope;
    for (const core::Kind kind : scope.kinds) {
        if (!scope.is_partial() || !listed_whole.contains(kind)) {
            slots.emplace_back(kind, scope.author, scope.filter, scope.limit, period);
        }
    }
    return slots;
}

std::set<core::Kind> kinds_listed_whole(const std::vector<Snapshot>& walks) {
    std::set<core::Kind> kinds;
    for (const Snapshot& walk : walks) {
        if (walk.complete && !walk.scope.is_partial()) {
            kinds.insert(walk.scope.kinds.begin(), walk.scope.kinds.end());
        }
    }
    return kinds;
}

/// What says how the listing of a kind stands, and the last of each period.
std::set<std::int64_t> worth_keeping(Store& store, const std::vector<Snapshot>& walks,
                                     const PrunePolicy& policy, core::Timestamp now) {
    std::set<std::int64_t> kept;
    for (const StandingWalk& walk : standing_walks(store.database())) {
        kept.insert(walk.snapshot_id);
    }
    const std::set<core::Kind> listed_whole = kinds_listed_whole(walks);
    const Day today = std::chrono::floor<std::chrono::days>(now);
    std::set<Slot> claimed;
    for (auto walk = walks.rbegin(); walk != walks.rend(); ++walk) {
        if (!walk->complete || !walk->finished_at) {
            continue;
        }
        const Day day = std::chrono::floor<std::chrono::days>(*walk->finished_at);
        for (Slot& slot : slots_of(*walk, listed_whole, period_of(day, today, policy))) {
            if (claimed.insert(std::move(slot)).second) {
                kept.insert(walk->snapshot_id);
            }
        }
    }
    return kept;
}

std::vector<std::int64_t> doomed(Store& store, const PrunePolicy& policy, core::Timestamp now) {
    std::vector<Snapshot> walks = store.snapshots();
    std::erase_if(walks, [](const Snapshot& walk) { return walk.source.has_value(); });
    const std::set<std::int64_t> kept = worth_keeping(store, walks, policy, now);
    const auto newest_complete = std::find_if(walks.rbegin(), walks.rend(),
                                              [](const Snapshot& walk) { return walk.complete; });
    const auto newest = newest_complete == walks.rend()
                            ? std::nullopt
                            : std::optional(newest_complete->snapshot_id);
    std::vector<std::int64_t> ids;
    for (std::size_t i = 1; i < walks.size() && newest; ++i) {
        const std::int64_t id = walks[i].snapshot_id;
        if (id < *newest && !kept.contains(id)) {
            ids.push_back(id);
        }
    }
    return ids;
}

/// temp.heir: each snapshot that goes, and the next one that stays, which takes its rows over.
void name_heirs(Database& database, const std::vector<std::int64_t>& ids) {
    database.execute(
        "CREATE TEMP TABLE IF NOT EXISTS heir "
        "(snapshot_id INTEGER PRIMARY KEY, kept INTEGER); DELETE FROM temp.heir");
    for (const std::int64_t id : ids) {
        database.cached("INSERT INTO temp.heir (snapshot_id) VALUES (?)")->bind(id).run();
    }
    database.execute(
        "UPDATE temp.heir SET kept = (SELECT min(s.snapshot_id) FROM main.snapshot AS s "
        "WHERE s.snapshot_id > heir.snapshot_id AND s.source IS NULL "
        "AND s.snapshot_id NOT IN (SELECT snapshot_id FROM temp.heir))");
}

/// Of the rows that one snapshot takes over, the last one stands; it goes too when it says what the
/// row before it says.
std::int64_t thin_metrics(Database& database) {
    database.execute(
        "DELETE FROM metric AS m WHERE EXISTS (SELECT 1 FROM temp.heir AS h "
        "WHERE h.snapshot_id = m.snapshot_id AND h.kept >= (SELECT min(n.snapshot_id) "
        "FROM metric AS n WHERE n.repo_id = m.repo_id AND n.snapshot_id > m.snapshot_id))");
    std::int64_t gone = database.changes();
    database.execute(
        "UPDATE metric SET snapshot_id = (SELECT kept FROM temp.heir AS h "
        "WHERE h.snapshot_id = metric.snapshot_id) "
        "WHERE snapshot_id IN (SELECT snapshot_id FROM temp.heir)");
    database.execute(
        "DELETE FROM metric AS m WHERE m.snapshot_id IN (SELECT kept FROM temp.heir) "
        "AND EXISTS (SELECT 1 FROM metric AS p WHERE p.repo_id = m.repo_id "
        "AND p.snapshot_id = (SELECT max(q.snapshot_id) FROM metric AS q "
        "WHERE q.repo_id = m.repo_id AND q.snapshot_id < m.snapshot_id) "
        "AND p.likes IS m.likes AND p.downloads IS m.downloads "
        "AND p.downloads_all_time IS m.downloads_all_time)");
    gone += database.changes();
    return gone;
}

void thin_history(Database& database) {
    // Names are never lost: whoever names a repository by one of them still finds it.
    database.execute(
        "DELETE FROM repo_history AS m WHERE m.field <> 0 AND m.last_seen IS NOT NULL "
        "AND EXISTS (SELECT 1 FROM temp.heir AS h WHERE h.snapshot_id = m.first_snapshot "
        "AND h.kept >= (SELECT n.first_snapshot FROM repo_history AS n "
        "WHERE n.repo_id = m.repo_id AND n.field = m.field AND n.first_seen > m.first_seen "
        "ORDER BY n.first_seen LIMIT 1))");
    database.execute(
        "UPDATE repo_history SET first_snapshot = (SELECT kept FROM temp.heir AS h "
        "WHERE h.snapshot_id = repo_history.first_snapshot) "
        "WHERE first_snapshot IN (SELECT snapshot_id FROM temp.heir)");
    database.execute(
        "UPDATE repo SET first_snapshot = (SELECT kept FROM temp.heir AS h "
        "WHERE h.snapshot_id = repo.first_snapshot) "
        "WHERE first_snapshot IN (SELECT snapshot_id FROM temp.heir)");
}

void thin_absences(Database& database) {
    // First what no snapshot that stays has seen, so that the rest cannot collide.
    database.execute(
        "DELETE FROM repo_absence AS a WHERE a.until_snapshot IS NOT NULL "
        "AND coalesce((SELECT kept FROM temp.heir WHERE snapshot_id = a.from_snapshot), "
        "a.from_snapshot) "
        ">= coalesce((SELECT kept FROM temp.heir WHERE snapshot_id = a.until_snapshot), "
        "a.until_snapshot)");
    for (const std::string column : {"from_snapshot", "until_snapshot"}) {
        database.execute("UPDATE repo_absence SET " + column +
                         " = (SELECT kept FROM temp.heir AS h WHERE h.snapshot_id = repo_absence." +
                         column + ") WHERE " + column + " IN (SELECT snapshot_id FROM temp.heir)");
    }
}

}  // namespace

PruneResult prune_snapshots(Store& store, const PrunePolicy& policy, core::Timestamp now,
                            bool dry_run) {
    Database& database = store.database();
    Transaction transaction(database);
    PruneResult result{.snapshots = doomed(store, policy, now)};
    if (result.snapshots.empty()) {
        return result;
    }
    name_heirs(database, result.snapshots);
    result.metric_rows = thin_metrics(database);
    thin_history(database);
    thin_absences(database);
    database.execute(
        "DELETE FROM walk WHERE snapshot_id IN (SELECT snapshot_id FROM temp.heir); "
        "DELETE FROM snapshot WHERE snapshot_id IN (SELECT snapshot_id FROM temp.heir)");
    if (!dry_run) {
        transaction.commit();
    }
    return result;
}

void vacuum(Store& store) {
    const CrawlLock nobody_crawls(store.path());
    store.database().execute("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace hubmine::store
