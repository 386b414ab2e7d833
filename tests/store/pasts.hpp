#pragma once

#include "hubmine/store/history.hpp"

#include <string>
#include <vector>

namespace hubmine::store {

/// What a test looks at of a RepoHistory after its visit.
struct Past {
    std::int64_t repo_id = 0;
    std::string id;
    std::int64_t first_snapshot = 0;
    TextId license = kNoText;
    TextId pipeline_tag = kNoText;
    TextId sdk = kNoText;
    std::vector<TextId> tags;
    std::vector<MetricRow> metrics;
    std::vector<AbsenceRow> absences;

    [[nodiscard]] bool is_present(std::int64_t snapshot_id) const {
        return RepoHistory{.first_snapshot = first_snapshot, .absences = absences}.is_present(
            snapshot_id);
    }
};

inline std::vector<Past> pasts_of(const History& history) {
    std::vector<Past> pasts;
    history.visit([&pasts](const RepoHistory& repo) {
        pasts.push_back({.repo_id = repo.repo_id,
                         .id = std::string(repo.id),
                         .first_snapshot = repo.first_snapshot,
                         .license = repo.license,
                         .pipeline_tag = repo.pipeline_tag,
                         .sdk = repo.sdk,
                         .tags = {repo.tags.begin(), repo.tags.end()},
                         .metrics = {repo.metrics.begin(), repo.metrics.end()},
                         .absences = {repo.absences.begin(), repo.absences.end()}});
    });
    return pasts;
}

}  // namespace hubmine::store
