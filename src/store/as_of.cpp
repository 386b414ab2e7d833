#include "as_of.hpp"

#include "repo_writer.hpp"

namespace hubmine::store {

AsOf::AsOf(Database& database, std::int64_t snapshot_id)
    : snapshot_id_(snapshot_id),
      metrics_(database,
               "SELECT repo_id, snapshot_id, likes, downloads, downloads_all_time FROM metric "
               "ORDER BY repo_id, snapshot_id"),
      more_metrics_(metrics_.step()),
      history_(database,
               "SELECT repo_id, field, first_snapshot, value FROM repo_history "
               "ORDER BY repo_id, field, first_seen"),
      more_history_(history_.step()) {
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
    read_history(repo_id, past);
    return past;
}

void AsOf::read_metrics(std::int64_t repo_id, Past& past) {
    for (; more_metrics_ && metrics_.integer(0) <= repo_id; more_metrics_ = metrics_.step()) {
        if (metrics_.integer(0) == repo_id && metrics_.integer(1) <= snapshot_id_) {
            past.metrics = Metrics{.likes = metrics_.maybe_integer(2),
                                   .downloads = metrics_.maybe_integer(3),
                                   .downloads_all_time = metrics_.maybe_integer(4)};
        }
    }
}

void AsOf::read_history(std::int64_t repo_id, Past& past) {
    for (; more_history_ && history_.integer(0) <= repo_id; more_history_ = history_.step()) {
        if (history_.integer(0) != repo_id || history_.integer(2) > snapshot_id_) {
            continue;
        }
        switch (history_.code<Field>(1, kFieldCount)) {
            case Field::kId:
                past.id = history_.maybe_text(3);
                break;
            case Field::kLicense:
                past.license = history_.maybe_integer(3);
                break;
            case Field::kTags:
                past.tags = history_.maybe_text(3);
                break;
            case Field::kGated:
                past.gated = history_.maybe_integer(3);
                break;
            case Field::kSdk:
                past.sdk = history_.maybe_integer(3);
                break;
            case Field::kPipelineTag:
                past.pipeline_tag = history_.maybe_integer(3);
                break;
            case Field::kDisabled:
                past.disabled = history_.maybe_integer(3);
                break;
        }
    }
}

}  // namespace hubmine::store
