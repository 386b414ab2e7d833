#include "hubmine/store/work_queue.hpp"

#include "bounds.hpp"
#include "connection.hpp"
#include "due.hpp"
#include "hex.hpp"
#include "milliseconds.hpp"
#include "walk_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <string>

namespace hubmine::store {

namespace {

/// How one read of a candidate stands.
struct DetailState {
    FetchState state = FetchState::kPending;
    std::optional<std::int64_t> fetched_at;
    std::int64_t tried_at = 0;
    std::int64_t next_page = 0;
    std::int64_t attempts = 0;
    std::optional<std::int64_t> likes;
};

/// A present repository within the bounds of the query, due or not.
struct WorkCandidate {
    std::int64_t position = 0;
    std::int64_t repo_id = 0;
    core::Kind kind = core::Kind::kModel;
    std::optional<std::int64_t> likes;
    std::array<DetailState, kAllDetails.size()> details;  ///< those that are asked about
};

bool is_due(const WorkQuery& query, Detail what, const WorkCandidate& candidate) {
    const DetailState& detail = candidate.details.at(static_cast<std::size_t>(what));
    if (const auto due = is_due_incomplete(query, detail.state, detail.tried_at)) {
        return *due;
    }
    // Downloads move daily and say nothing; a like is a person who may also have spoken.
    const bool likes_moved = detail.likes != candidate.likes;
    if (what == Detail::kDiscussions && query.discussions_before) {
        return likes_moved || detail.fetched_at < to_ms(*query.discussions_before) ||
               is_ahead(query, detail.fetched_at.value_or(0));
    }
    return what == Detail::kLikers && likes_moved;
}

/// A bit for each read that the query is about.
std::size_t mask_of(const WorkQuery& query) {
    std::size_t mask = 0;
    for (const Detail what : query.what) {
        mask |= std::size_t{1} << static_cast<std::size_t>(what);
    }
    return mask;
}

constexpr std::size_t kMasks = std::size_t{1} << kAllDetails.size();
constexpr int kFirstDetailColumn = 4;
constexpr int kDetailColumns = 6;

/// What every form of the scan shares.
std::string scan_sql(const std::string& position, const std::string& from, std::size_t mask) {
    std::string columns;
    std::string joins;
    for (std::size_t detail = 0; detail < kAllDetails.size(); ++detail) {
        if ((mask >> detail & 1U) != 0) {
            columns += fmt::format(
                ", f{0}.state, f{0}.fetched_at, f{0}.tried_at, f{0}.next_page, f{0}.attempts, "
                "f{0}.likes",
                detail);
            joins += fmt::format(
                " LEFT JOIN fetch AS f{0} ON f{0}.what = {0} AND f{0}.repo_id = s.repo_id", detail);
        }
    }
    return fmt::format(
        "SELECT {0}, s.repo_id, s.kind, s.likes{1} FROM {2}{3} WHERE {0} > ?1 AND {4} "
        "AND (?8 = 0 OR EXISTS (SELECT 1 FROM sample WHERE repo_id = s.repo_id)) ORDER BY {0}",
        position, columns, from, joins, within_bounds());
}

/// One for each choice of reads: what is not asked about is not looked up.
std::array<std::string, kMasks> scans_sql(const std::string& position, const std::string& from) {
    std::array<std::string, kMasks> scans;
    for (std::size_t mask = 0; mask < kMasks; ++mask) {
        scans.at(mask) = scan_sql(position, from, mask);
    }
    return scans;
}

/// Where the candidates come from: the repositories as they lie, or temp.work_order.
enum class From { kStore, kSorted };

const char* sql_of(From from, std::size_t mask) {
    static const auto kByAge = scans_sql("s.repo_id", "repo_state AS s");
    static const auto kByRank = scans_sql(
        "o.position", "temp.work_order AS o CROSS JOIN repo_state AS s ON s.repo_id = o.repo_id");
    return from == From::kStore ? kByAge.at(mask).c_str() : kByRank.at(mask).c_str();
}

const char* sort_sql(WorkOrder order) {
    // `repo` is wide: only an order that stands in it reads it.
    const auto sql = [](const char* from, const char* order_by) {
        return fmt::format(
            "INSERT INTO temp.work_order (repo_id) SELECT s.repo_id FROM {} "
            "WHERE {} ORDER BY {}",
            from, within_bounds(), order_by);
    };
    static const std::string kOldest = sql("repo_state AS s", "s.repo_id");
    static const std::string kPopular = sql("repo_state AS s", "s.likes DESC, s.repo_id");
    static const std::string kRecent =
        sql("repo_state AS s JOIN repo AS r USING (repo_id)", "r.last_modified DESC, s.repo_id");
    return order == WorkOrder::kOldest    ? kOldest.c_str()
           : order == WorkOrder::kPopular ? kPopular.c_str()
                                          : kRecent.c_str();
}

/// Orders that no index serves, and the first rows of each kind, are sorted once a run, into a
/// temporary table on disk.
void sort_repositories(Database& database, const WorkQuery& query) {
    database.execute(
        "CREATE TEMP TABLE IF NOT EXISTS work_order "
        "(position INTEGER PRIMARY KEY, repo_id INTEGER NOT NULL); "
        "DELETE FROM temp.work_order");
    const std::string kinds = kinds_text(query.kinds);
    const auto sort = database.cached(sort_sql(query.order));
    bind_bounds(*sort, std::nullopt, kinds, query);
    sort->run();
}

DetailState read_detail(const Statement& row, int column) {
    return {.state = row.code<FetchState>(column, kFetchStates),
            .fetched_at = to_ms(row.maybe_time(column + 1)),
            .tried_at = row.is_null(column + 2) ? 0 : to_ms(row.time(column + 2)),
            .next_page = row.is_null(column + 3) ? 0 : row.count(column + 3),
            .attempts = row.is_null(column + 4) ? 0 : row.count(column + 4),
            .likes = row.maybe_integer(column + 5)};
}

/// Calls `visit(candidate)` in order, from after `position` on, until it returns false.
template <typename Visit>
void scan(Database& database, From from, const WorkQuery& query, std::int64_t position,
          Visit visit) {
    const std::string kinds = kinds_text(query.kinds);
    const auto rows = database.cached(sql_of(from, mask_of(query)));
    bind_bounds(*rows, position, kinds, query, query.only_sample);
    while (rows->step()) {
        WorkCandidate candidate{.position = rows->integer(0),
                                .repo_id = rows->integer(1),
                                .kind = rows->kind(2),
                                .likes = rows->maybe_integer(3)};
        int column = kFirstDetailColumn;
        for (const Detail what : query.what) {
            candidate.details.at(static_cast<std::size_t>(what)) = read_detail(*rows, column);
            column += kDetailColumns;
        }
        if (!visit(candidate)) {
            return;
        }
    }
}

/// Where a walk over likers that was left goes on.
std::string next_url_of(Database& database, std::int64_t repo_id) {
    const auto query = database.cached("SELECT next_url FROM fetch WHERE what = 3 AND repo_id = ?");
    query->bind(repo_id);
    return query->step() ? query->maybe_text(0).value_or("") : std::string();
}

WorkItem work_item(Database& database, const WorkCandidate& candidate, Detail what) {
    const DetailState& detail = candidate.details.at(static_cast<std::size_t>(what));
    WorkItem item{.repo_id = candidate.repo_id,
                  .kind = candidate.kind,
                  .what = what,
                  .state = detail.state,
                  .next_page = detail.next_page,
                  .attempts = detail.attempts,
                  .likes = candidate.likes.value_or(0)};
    {
        const auto query = database.cached("SELECT id, hub_id, sha FROM repo WHERE repo_id = ?");
        query->bind(candidate.repo_id);
        if (query->step()) {
            item.id = query->text(0);
            item.hub_id = unpack_hex(*query, 1);
            item.head = query->is_null(2) ? std::string() : unpack_hex(*query, 2);
        }
    }
    if (what == Detail::kLikers && item.next_page > 0) {
        item.next_url = next_url_of(database, item.repo_id);
    }
    return item;
}

/// Adds the reads of a repository that are due, from the phase-th kind on, while there are fewer
/// than `limit`. Returns the kind that did not fit, or the number of kinds.
std::size_t take_due(Database& database, const WorkQuery& query, const WorkCandidate& candidate,
                     std::size_t phase, std::size_t limit, std::vector<WorkItem>& items) {
    for (; phase < kAllDetails.size() && items.size() < limit; ++phase) {
        const Detail what = kAllDetails.at(phase);
        if (query.what.contains(what) && is_due(query, what, candidate)) {
            items.push_back(work_item(database, candidate, what));
        }
    }
    return phase;
}

}  // namespace

std::vector<WorkItem> WorkQueue::next(const WorkQuery& query, WorkCursor& cursor,
                                      std::size_t limit) const {
    Database& database = connection_.db();
    const bool is_sorted = query.order != WorkOrder::kOldest || query.limit > 0;
    if (!cursor.started) {
        cursor = {.started = true};
        if (is_sorted) {
            sort_repositories(database, query);
        }
    }
    WorkQuery within = query;
    within.limit = 0;  // what was sorted keeps to it
    std::vector<WorkItem> items;
    const bool unfinished = cursor.unfinished;
    const std::int64_t left_at = cursor.position;
    scan(database, is_sorted ? From::kSorted : From::kStore, within,
         unfinished ? left_at - 1 : left_at, [&](const WorkCandidate& candidate) {
             const bool goes_on = unfinished && candidate.position == left_at;
             cursor.position = candidate.position;
             cursor.phase =
                 take_due(database, query, candidate, goes_on ? cursor.phase : 0, limit, items);
             cursor.unfinished = cursor.phase < kAllDetails.size();
             return !cursor.unfinished;
         });
    if (!is_sorted && !cursor.unfinished) {
        // Behind the last one within the bounds may lie many that are not: whoever asks again after
        // every page of a list must not meet them again each time.
        cursor.position = std::max(
            cursor.position, database.scalar("SELECT coalesce(max(repo_id), 0) FROM repo_state"));
    }
    return items;
}

std::int64_t WorkCounts::all() const {
    std::int64_t sum = 0;
    for (const auto& of_kind : due) {
        sum += std::accumulate(of_kind.begin(), of_kind.end(), std::int64_t{0});
    }
    return sum;
}

WorkCounts WorkQueue::counts(const WorkQuery& query) const {
    WorkQuery in_any_run = query;
    in_any_run.run_started.reset();
    WorkCounts counts;
    scan(connection_.db(), From::kStore, query, 0, [&](const WorkCandidate& candidate) {
        for (const Detail what : query.what) {
            counts.left += is_due(in_any_run, what, candidate) ? 1 : 0;
            counts.due.at(static_cast<std::size_t>(candidate.kind))
                .at(static_cast<std::size_t>(what)) += is_due(query, what, candidate) ? 1 : 0;
        }
        return true;
    });
    return counts;
}

bool WorkQueue::has_any(const WorkQuery& query) const {
    bool found = false;
    scan(connection_.db(), From::kStore, query, 0, [&](const WorkCandidate& candidate) {
        for (const Detail what : query.what) {
            found = found || is_due(query, what, candidate);
        }
        return !found;
    });
    return found;
}

}  // namespace hubmine::store
