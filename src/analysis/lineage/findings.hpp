#pragma once

#include "hubmine/analysis/entry.hpp"
#include "hubmine/stats/counts.hpp"

#include "common/entities.hpp"
#include "common/licenses.hpp"
#include "common/organisations.hpp"
#include "common/table_row.hpp"
#include "lineage/graph.hpp"
#include "lineage/offspring.hpp"
#include "lineage/settings.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace hubmine::analysis::lineage {

/// What a table is filled from, beside the graph and the ids of models.
enum : Needs {
    kNeedsMetrics = 1,          ///< likes and downloads
    kNeedsOwners = 2,           ///< and who they are
    kNeedsDescendants = 4,      ///< how many
    kNeedsOffspring = 8,        ///< what they are; metrics, owners and descendants as well
    kNeedsOwnerOffspring = 16,  ///< metrics and owners as well
    kNeedsDates = 32,
    kNeedsLicenses = 64,
    kNeedsTasks = 128,
    kNeedsParameters = 256,
};

/// What the tables are filled from. What no wanted table needs is absent.
struct Findings {
    const store::Dataset& data;
    Settings settings;
    Needs needs = 0;
    std::optional<std::uint32_t> root;  ///< the model of --root
    Graph graph;
    LicenseClasses classes;
    std::optional<Organisations> organisations;
    std::optional<Entities> entities;  ///< refers to `organisations`
    Traits traits;
    std::vector<std::int64_t> descendants;  ///< by node: how many
    std::vector<Offspring> offspring;       ///< by node
    std::vector<OwnerOffspring> owners;
    std::vector<Node> ranking;  ///< models with children, most descendants first

    [[nodiscard]] const store::Repos& models() const { return data.of(core::Kind::kModel); }
    [[nodiscard]] std::string_view id(Node node) const { return models().id[graph.models[node]]; }
    [[nodiscard]] std::int64_t children(Node node) const {
        return static_cast<std::int64_t>(graph.digraph.out_degree(node));
    }
    [[nodiscard]] bool needs_any(Needs wanted) const { return (needs & wanted) != 0; }
};

/// Without a list of models nothing is known of them.
[[nodiscard]] bool models_are_known(const Findings& findings);

/// How much later a child was created than its parent, in milliseconds; absent when either moment
/// is not known, the first day of the Hub included.
[[nodiscard]] std::optional<std::int64_t> lag(const store::Repos& models, std::uint32_t parent,
                                              std::uint32_t child);

/// The median and the like of lags, in days.
[[nodiscard]] double lag_quantile(const stats::Counts& lags, std::int64_t numerator,
                                  std::int64_t denominator);

/// Whoever needs the first needs the others.
[[nodiscard]] Needs with_what_they_need(Needs needs);

/// Throws UsageError for a root that nobody knows, and what load_organisations and
/// classify_licenses throw.
[[nodiscard]] std::shared_ptr<const Findings> measure(const store::Dataset& data,
                                                      const Settings& settings, Needs needs);

}  // namespace hubmine::analysis::lineage
