#include "event_dates.hpp"

#include "milliseconds.hpp"

#include <array>
#include <cstddef>

namespace hubmine::store {

namespace {

/// Where events of a sort are kept, and which number their reads have in `fetch`.
struct EventSource {
    int what = 0;
    const char* sql = nullptr;
};

/// By Event. What came after the moment that is asked for, if one is, has not happened yet.
constexpr std::array<EventSource, 3> kSources{
    {{.what = 3,
      .sql = "SELECT liked_at FROM repo_like WHERE repo_id = ?1 AND (?2 IS NULL OR liked_at <= ?2) "
             "ORDER BY position"},
     {.what = 0,
      .sql = "SELECT committed_at FROM repo_commit WHERE repo_id = ?1 "
             "AND (?2 IS NULL OR coalesce(committed_at, ?2) <= ?2) ORDER BY seq"},
     {.what = 1,
      .sql = "SELECT created_at FROM repo_discussion WHERE repo_id = ?1 "
             "AND (?2 IS NULL OR coalesce(created_at, ?2) <= ?2) ORDER BY num"}}};

bool was_read(Database& database, std::int64_t repo_id, int what) {
    const auto row = database.cached(
        "SELECT 1 FROM fetch WHERE what = ? AND repo_id = ? AND fetched_at IS NOT NULL");
    row->bind(what, repo_id);
    return row->step();
}

}  // namespace

std::optional<EventDates> load_event_dates(Database& database, const LoadPlan& plan,
                                           std::int64_t repo_id, Event event) {
    const EventSource& source = kSources.at(static_cast<std::size_t>(event));
    if (!was_read(database, repo_id, source.what)) {
        return std::nullopt;
    }
    EventDates dates;
    const auto rows = database.cached(source.sql);
    rows->bind(repo_id, plan.activity_until);
    while (rows->step()) {
        if (const auto ms = rows->maybe_integer(0)) {
            dates.at.push_back(from_ms(*ms));
        } else {
            ++dates.undated;
        }
    }
    return dates;
}

}  // namespace hubmine::store
