#include "common/created_within.hpp"

#include <fmt/format.h>

#include <cstddef>

namespace hubmine::analysis {

namespace {

bool is_bounded(const PeriodSettings& period) {
    return period.since || period.until;
}

}  // namespace

void read_created_at(const PeriodSettings& period, store::RepoColumns& columns) {
    if (is_bounded(period)) {
        columns.add(store::RepoColumn::kCreatedAt);
    }
}

CreatedWithin created_within(const store::Repos& repos, const PeriodSettings& period) {
    CreatedWithin within;
    for (std::uint32_t repo = 0; repo < repos.size(); ++repo) {
        if (!is_bounded(period)) {
            within.repos.push_back(repo);
            continue;
        }
        const auto& created = repos.created_at[repo];
        within.undated += created ? 0 : 1;
        if (created && (!period.since || *created >= *period.since) &&
            (!period.until || *created < *period.until)) {
            within.repos.push_back(repo);
        }
    }
    return within;
}

void note_undated(core::Kind kind, const CreatedWithin& created, const PeriodSettings& period,
                  Result& result) {
    if (is_bounded(period)) {
        result.notes.push_back(
            {fmt::format("{}_without_created_at", core::kind_plural(kind)), created.undated});
    }
}

}  // namespace hubmine::analysis
