#include "trends/findings.hpp"

#include "hubmine/core/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace hubmine::analysis::trends {

namespace {

/// Made ready for the pass: what the wanted tables need.
Findings prepared(const store::Dataset& data, std::shared_ptr<const store::History> history,
                  const Settings& settings, Needs needs) {
    const Scope scope{.history = *history,
                      .settings = settings,
                      .snapshot_id = data.snapshot.snapshot_id,
                      .at = data.snapshot.started_at};
    Findings findings{.data = data,
                      .history = std::move(history),
                      .scope = scope,
                      .grouping = Grouping(scope),
                      .seen = {}};
    const Grouping& grouping = findings.grouping;
    if ((needs & kNeedsGrowth) != 0) {
        findings.growth.emplace(scope, grouping);
    }
    if ((needs & kNeedsSanity) != 0) {
        findings.sanity.emplace(scope);
    }
    for (const core::Kind kind : core::kAllKinds) {
        if ((needs & kNeedsSeries) != 0) {
            findings.series.emplace_back(scope, kind, grouping.of(kind));
        }
        if ((needs & kNeedsMovers) != 0) {
            findings.movers.emplace_back(scope, kind);
        }
    }
    return findings;
}

/// Shows one repository to all who count.
class Pass {
  public:
    explicit Pass(Findings& findings) : findings_(findings) {
        const auto& names = findings.scope.settings.repositories;
        unknown_.insert(names.begin(), names.end());
    }

    void see(const store::RepoHistory& repo) {
        const auto kind = static_cast<std::size_t>(repo.kind);
        Seen& seen = findings_.seen.at(kind);
        ++seen.repositories;
        seen.present += repo.is_present(findings_.scope.snapshot_id) ? 1 : 0;
        findings_.grouping.find(repo, groups_);
        if (findings_.growth) {
            findings_.growth->see(repo, groups_);
        }
        if (!findings_.series.empty()) {
            findings_.series[kind].see(repo, groups_);
        }
        if (!findings_.movers.empty()) {
            findings_.movers[kind].see(repo);
        }
        if (findings_.sanity) {
            findings_.sanity->see(repo);
        }
        if (!unknown_.empty()) {
            unknown_.erase(repo.id);
        }
    }

    void refuse_unknown_repositories() const {
        for (const std::string& name : findings_.scope.settings.repositories) {
            if (unknown_.contains(name)) {
                throw core::UsageError(fmt::format(
                    "--repo: the store knows no repository '{}' by that snapshot", name));
            }
        }
    }

  private:
    Findings& findings_;
    std::set<std::string_view> unknown_;  ///< of --repo, those that have not gone by yet
    std::vector<std::uint32_t> groups_;
};

}  // namespace

std::array<store::RepoColumns, 3> columns_read(Needs needs) {
    using store::RepoColumn;
    store::RepoColumns of_all;
    std::array<store::RepoColumns, 3> columns;
    if ((needs & (kNeedsLegacy | kNeedsCohorts | kNeedsResponse)) != 0) {
        of_all = {RepoColumn::kId, RepoColumn::kCreatedAt};
    }
    if ((needs & (kNeedsLegacy | kNeedsCohorts)) != 0) {
        of_all.add(RepoColumn::kDownloads);
    }
    if ((needs & (kNeedsCohorts | kNeedsResponse)) != 0) {
        of_all.add(RepoColumn::kLikes);
    }
    if ((needs & kNeedsResponse) != 0) {
        of_all.add(RepoColumn::kRepoId);
    }
    columns.fill(of_all);
    if ((needs & kNeedsResponse) != 0) {
        columns.at(static_cast<std::size_t>(core::Kind::kModel)).add(RepoColumn::kBaseModels);
        columns.at(static_cast<std::size_t>(core::Kind::kSpace)).add(RepoColumn::kDuplicatedFrom);
    }
    return columns;
}

Findings measure(const store::Dataset& data, const Settings& settings, Needs needs) {
    Findings findings =
        prepared(data, data.history ? data.history : std::make_shared<const store::History>(),
                 settings, needs);
    Pass pass(findings);
    findings.history->visit([&pass](const store::RepoHistory& repo) { pass.see(repo); });
    pass.refuse_unknown_repositories();
    for (Series& series : findings.series) {
        series.end();
    }
    if ((needs & kNeedsLegacy) != 0) {
        findings.legacy = measure_legacy(data, settings.kinds);
    }
    if ((needs & kNeedsCohorts) != 0) {
        findings.cohorts = measure_cohorts(data, settings.kinds);
    }
    if ((needs & kNeedsResponse) != 0) {
        findings.response = measure_response(data, settings.kinds, top_of(settings));
    }
    return findings;
}

}  // namespace hubmine::analysis::trends
