#include "as_of.hpp"

#include "repo_writer.hpp"

namespace hubmine::store {

AsOf::AsOf(Database& database, std::int64_t snapshot_id)
    : snapshot_id_(snapshot_id),
      metrics_(database,
               "SELECT repo_id, snapshot_id, likes, downloads, downloads_all_time FROM metric "
               "ORDER BY repo_id, snapshot_id"),
      history_(database,
               "SELECT repo_id, field, first_snapshot, value FROM repo_history "
               "ORDER BY repo_id, field, first_seen") {
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
    while (metrics_.next(repo_id)) {
        const Statement& row = metrics_.row();
        if (row.integer(1) <= snapshot_id_) {
            past.metrics = Metrics{.likes = row.maybe_integer(2),
                                   .downloads = row.maybe_integer(3),
                                   .downloads_all_time = row.maybe_integer(4)};
        }
    }
}

void AsOf::read_history(std::int64_t repo_id, Past& past) {
    while (history_.next(repo_id)) {
        const Statement& row = history_.row();
        if (row.integer(2) > snapshot_id_) {
            continue;
        }
        switch (row.code<Field>(1, kFieldCount)) {
            case Field::kId:
                past.id = row.maybe_text(3);
                break;
            case Field::kLicense:
                past.license = row.maybe_integer(3);
                break;
            case Field::kTags:
                past.tags = row.maybe_text(3);
                break;
            case Field::kGated:
                past.gated = row.maybe_integer(3);
                break;
            case Field::kSdk:
                past.sdk = row.maybe_integer(3);
                break;
            case Field::kPipelineTag:
                past.pipeline_tag = row.maybe_integer(3);
                break;
            case Field::kDisabled:
                past.disabled = row.maybe_integer(3);
                break;
        }
    }
}

}  // namespace hubmine::store
