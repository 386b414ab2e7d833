#include "as_of.hpp"

#include <fmt/format.h>

namespace hubmine::store {

AsOf::AsOf(Database& database, std::int64_t snapshot_id)
    : snapshot_id_(snapshot_id),
      metrics_(database, fmt::format("SELECT repo_id, snapshot_id, {} FROM metric "
                                     "ORDER BY repo_id, snapshot_id",
                                     for_each_number(past_numbers(), "{0}"))),
      fields_(database, snapshot_id) {
    const auto query = database.cached(
        "SELECT repo_id FROM repo_absence WHERE from_snapshot <= ?1 "
        "AND (until_snapshot IS NULL OR until_snapshot > ?1)");
    query->bind(snapshot_id);
    while (query->step()) {
        absent_.insert(query->integer(0));
    }
}

AsOf::Past AsOf::of(std::int64_t repo_id, std::int64_t first_snapshot) {
    Past past;
    past.present = first_snapshot <= snapshot_id_ && !absent_.contains(repo_id);
    read_metrics(repo_id, past);
    fields_.read(repo_id);
    past.fields = &fields_;
    return past;
}

void AsOf::read_metrics(std::int64_t repo_id, Past& past) {
    while (metrics_.next(repo_id)) {
        if (metrics_.row().integer(1) <= snapshot_id_) {
            read_values(metrics_.row(), 2, past.numbers.emplace());
        }
    }
}

}  // namespace hubmine::store
