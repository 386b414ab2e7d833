#include "trends/findings.hpp"

#include "hubmine/core/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>

namespace hubmine::analysis::trends {

namespace {

/// Made ready for the pass: what the wanted tables need.
Findings prepared(const Scope& scope, Needs needs) {
    Findings findings{.scope = scope, .grouping = Grouping(scope), .seen = {}};
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

Findings measure(const store::Dataset& data, const Settings& settings, Needs needs) {
    Findings findings = prepared({.history = *data.history,
                                  .settings = settings,
                                  .snapshot_id = data.snapshot.snapshot_id,
                                  .at = data.snapshot.started_at},
                                 needs);
    Pass pass(findings);
    data.history->visit([&pass](const store::RepoHistory& repo) { pass.see(repo); });
    pass.refuse_unknown_repositories();
    return findings;
}

}  // namespace hubmine::analysis::trends
