#include "hubmine/store/snapshots.hpp"
#include "hubmine/store/upkeep.hpp"

#include "crawl_lock.hpp"
#include "database.hpp"
#include "milliseconds.hpp"
#include "walk_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
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
    std::vector<Snapshot> walks = load_snapshots(store);
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

/// A snapshot that goes, and the next one that stays, which takes its rows over.
struct Heir {
    std::int64_t snapshot_id = 0;
    std::int64_t kept = 0;
};

/// Ascending, as `ids` are.
std::vector<Heir> heirs_of(Store& store, const std::vector<std::int64_t>& ids) {
    const std::vector<Snapshot> snapshots = load_snapshots(store);
    std::vector<Heir> heirs(ids.size());
    std::int64_t kept = 0;
    std::size_t next = ids.size();
    for (auto walk = snapshots.rbegin(); walk != snapshots.rend(); ++walk) {
        if (next > 0 && ids[next - 1] == walk->snapshot_id) {
            heirs[--next] = {.snapshot_id = walk->snapshot_id, .kept = kept};
        } else if (!walk->source) {
            kept = walk->snapshot_id;
        }
    }
    return heirs;
}

/// The numbers of one repository from one snapshot on.
struct Numbers {
    std::int64_t snapshot_id = 0;
    std::int64_t kept_under = 0;
    bool goes = false;
    std::array<std::optional<std::int64_t>, 3> values;
};

/// Of the rows that one snapshot takes over, the last one stands; it goes too when it says what the
/// row before it says.
class Thinning {
  public:
    Thinning(Database& database, std::span<const Heir> heirs, bool dry_run)
        : database_(database), heirs_(heirs), dry_run_(dry_run) {
        for (const Heir& heir : heirs) {
            if (kept_.empty() || kept_.back() != heir.kept) {
                kept_.push_back(heir.kept);
            }
        }
    }

    /// How many rows of metrics go.
    std::int64_t metrics() {
        const auto rows = database_.cached(
            "SELECT repo_id, snapshot_id, likes, downloads, downloads_all_time FROM metric "
            "ORDER BY repo_id, snapshot_id");
        std::vector<Numbers> numbers;
        std::int64_t repo_id = 0;
        while (rows->step()) {
            if (rows->integer(0) != repo_id) {
                settle(repo_id, numbers);
                numbers.clear();
                repo_id = rows->integer(0);
            }
            const std::int64_t snapshot_id = rows->integer(1);
            numbers.push_back({.snapshot_id = snapshot_id,
                               .kept_under = kept_under(snapshot_id),
                               .values = {rows->maybe_integer(2), rows->maybe_integer(3),
                                          rows->maybe_integer(4)}});
        }
        settle(repo_id, numbers);
        return gone_;
    }

  private:
    [[nodiscard]] std::int64_t kept_under(std::int64_t snapshot_id) const {
        const auto heir = std::lower_bound(
            heirs_.begin(), heirs_.end(), snapshot_id,
            [](const Heir& each, std::int64_t id) { return each.snapshot_id < id; });
        return heir != heirs_.end() && heir->snapshot_id == snapshot_id ? heir->kept : snapshot_id;
    }

    void settle(std::int64_t repo_id, std::vector<Numbers>& numbers) {
        const Numbers* before = nullptr;
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            Numbers& row = numbers[i];
            const bool is_moved = row.kept_under != row.snapshot_id;
            if (is_moved && i + 1 < numbers.size() &&
                row.kept_under >= numbers[i + 1].snapshot_id) {
                row.goes = true;
                continue;
            }
            row.goes = before != nullptr && before->values == row.values &&
                       std::binary_search(kept_.begin(), kept_.end(), row.kept_under);
            before = &row;
        }
        for (const Numbers& row : numbers) {
            gone_ += row.goes ? 1 : 0;
            if (!dry_run_) {
                apply(repo_id, row);
            }
        }
    }

    /// What is written lies behind the row that metrics() reads.
    void apply(std::int64_t repo_id, const Numbers& row) {
        if (row.goes) {
            database_.cached("DELETE FROM metric WHERE repo_id = ? AND snapshot_id = ?")
                ->bind(repo_id, row.snapshot_id)
                .run();
        } else if (row.kept_under != row.snapshot_id) {
            database_
                .cached(
                    "UPDATE metric SET snapshot_id = ?3 WHERE repo_id = ?1 AND snapshot_id = ?2")
                ->bind(repo_id, row.snapshot_id, row.kept_under)
                .run();
        }
    }

    Database& database_;
    std::span<const Heir> heirs_;
    bool dry_run_;
    std::vector<std::int64_t> kept_;
    std::int64_t gone_ = 0;
};

/// temp.heir: the same for SQL.
void name_heirs(Database& database, std::span<const Heir> heirs) {
    database.execute(
        "CREATE TEMP TABLE IF NOT EXISTS heir "
        "(snapshot_id INTEGER PRIMARY KEY, kept INTEGER); DELETE FROM temp.heir");
    for (const Heir& heir : heirs) {
        database.cached("INSERT INTO temp.heir (snapshot_id, kept) VALUES (?, ?)")
            ->bind(heir.snapshot_id, heir.kept)
            .run();
    }
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
    for (const std::string_view column : {"from_snapshot", "until_snapshot"}) {
        database.execute(
            fmt::format("UPDATE repo_absence SET {0} = (SELECT kept FROM temp.heir AS h "
                        "WHERE h.snapshot_id = repo_absence.{0}) "
                        "WHERE {0} IN (SELECT snapshot_id FROM temp.heir)",
                        column));
    }
}

}  // namespace

PruneResult plan_prune(Store& store, const PrunePolicy& policy, core::Timestamp now) {
    Database& database = store.database();
    const ReadView one_state(database);
    PruneResult result{.snapshots = doomed(store, policy, now)};
    if (!result.snapshots.empty()) {
        const std::vector<Heir> heirs = heirs_of(store, result.snapshots);
        result.metric_rows = Thinning(database, heirs, true).metrics();
    }
    return result;
}

PruneResult prune_snapshots(Store& store, const PrunePolicy& policy, core::Timestamp now) {
    // Thinning takes longer than a crawl waits for its turn to write.
    const CrawlLock nobody_crawls(store.path(), "snapshots prune");
    Database& database = store.database();
    Transaction transaction(database);
    PruneResult result{.snapshots = doomed(store, policy, now)};
    if (result.snapshots.empty()) {
        return result;
    }
    const std::vector<Heir> heirs = heirs_of(store, result.snapshots);
    result.metric_rows = Thinning(database, heirs, false).metrics();
    name_heirs(database, heirs);
    thin_history(database);
    thin_absences(database);
    database.execute(
        "DELETE FROM walk WHERE snapshot_id IN (SELECT snapshot_id FROM temp.heir); "
        "DELETE FROM snapshot WHERE snapshot_id IN (SELECT snapshot_id FROM temp.heir)");
    transaction.commit();
    return result;
}

void vacuum(Store& store) {
    const CrawlLock nobody_crawls(store.path(), "snapshots prune --vacuum");
    store.database().execute("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace hubmine::store
