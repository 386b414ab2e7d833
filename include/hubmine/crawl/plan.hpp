#pragma once

#include "hubmine/core/table.hpp"
#include "hubmine/crawl/crawler.hpp"
#include "hubmine/crawl/knock.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hubmine::crawl {

struct PlanOptions {
    bool offline = false;  ///< ask nothing at all, not even for the quota
    /// Repositories a kind, instead of what the last listing or October 2026 says.
    std::map<core::Kind, std::int64_t> assumed;
};

/// One kind of request that the crawl would make.
struct PlanPhase {
    std::string name;                          ///< "list models", "commits of models", ...
    std::optional<std::int64_t> repositories;  ///< that it concerns; absent = nobody knows
    std::int64_t requests = 0;                 ///< at least: a long history takes more than one
    std::string basis;  ///< "last listing", "October 2026", "given", "unknown"
};

/// What a crawl with these options would ask, and how long that takes at the quota.
struct Plan {
    std::vector<PlanPhase> phases;
    QuotaPlan quota;
    double share = 1.0;  ///< of the quota that the crawl may use
    bool lists = false;  ///< lists would be walked

    /// Of what is known.
    [[nodiscard]] std::int64_t requests() const;
    [[nodiscard]] bool knows_all() const;
    [[nodiscard]] std::chrono::seconds duration_of(std::int64_t wanted) const;
    /// One row a phase, and one for all.
    [[nodiscard]] core::Table table() const;
    /// "at least 5,224 requests, 26 min at the free quota of 1,000 requests per 300 s (assumed)"
    [[nodiscard]] std::string line() const;
};

/// Reads the store when it is there, and the quota off the headers of one small request unless
/// `offline`. Lists carry no totals: counts come from `assumed`, the store, or those of October
/// 2026. Throws Error when the Hub cannot be reached, or somebody else answers.
[[nodiscard]] Plan make_plan(const Options& options, const PlanOptions& plan, core::Timestamp now);

/// The same from an open store, asking nothing.
[[nodiscard]] Plan make_plan(const Options& options, const store::Store& store,
                             core::Timestamp now);

}  // namespace hubmine::crawl
