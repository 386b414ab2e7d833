#include "lineage/story.hpp"

#include "hubmine/analysis/common/read_share.hpp"
#include "hubmine/core/text.hpp"

#include "common/columns.hpp"
#include "lineage/summary.hpp"
#include "lineage/verdicts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <span>

namespace hubmine::analysis::lineage {

namespace {

/// From so many missing claims on, a reader should know that parents are.
constexpr double kManyMissing = 0.1;

/// "31 %", "2.1 %".
std::string percent(std::int64_t part, std::int64_t whole) {
    const double share =
        whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
    return fmt::format("{:.{}f} %", share, share < 10 ? 1 : 0);
}

/// How many generations of descendants a model has.
std::uint32_t generations_below(const Graph& graph, Node node) {
    std::uint32_t deepest = 0;
    for (const std::uint32_t distance : network::distances(graph.digraph, std::span(&node, 1))) {
        deepest = distance == network::kUnreached ? deepest : std::max(deepest, distance);
    }
    return deepest;
}

std::string about_first(const Findings& findings) {
    const Node first = findings.ranking.front();
    const Offspring& offspring = findings.offspring[first];
    const std::uint32_t generations = generations_below(findings.graph, first);
    return fmt::format("{} has {} {} of {} {} in {} {}", findings.id(first),
                       core::grouped(offspring.models), core::noun(offspring.models, "descendant"),
                       core::grouped(offspring.owners), core::noun(offspring.owners, "owner"),
                       generations, core::noun(generations, "generation"));
}

}  // namespace

std::vector<std::string> tell(const Findings& findings) {
    if (!models_are_known(findings)) {
        return {"No list of models was read: what they were made from is not known."};
    }
    if (!findings.needs_any(kNeedsDescendants)) {
        return {};
    }
    const Summary summary = summarise(findings);
    const std::int64_t trees = count(findings.graph.trees.sizes.size());
    const std::string listed =
        was_listed_in_part(findings.data, core::Kind::kModel) ? " that were listed" : "";
    std::vector<std::string> parts{
        fmt::format("{} of the {} {}{} name a parent", percent(summary.claiming, summary.models),
                    core::grouped(summary.models), core::noun(summary.models, "model"), listed),
        fmt::format("{} {}", core::grouped(trees), core::noun(trees, "tree"))};
    if (findings.needs_any(kNeedsOffspring) && !findings.ranking.empty()) {
        parts.push_back(about_first(findings));
    }
    const std::int64_t edges = count(findings.graph.lineage.edges.size());
    if (findings.needs_any(kNeedsLicenses) && edges > 0) {
        const auto verdicts = count_verdicts(findings, std::nullopt);
        parts.push_back(
            fmt::format("{} of edges loosen a restrictive licence",
                        percent(verdicts.at(static_cast<std::size_t>(Verdict::kLoosened)), edges)));
    }
    const std::int64_t missing = findings.graph.lineage.count(ClaimState::kUnresolved);
    if (static_cast<double>(missing) > kManyMissing * static_cast<double>(summary.claims)) {
        parts.push_back(fmt::format("{} of claims name a parent that the store does not know",
                                    percent(missing, summary.claims)));
    }
    return {fmt::format("{}.", fmt::join(parts, "; "))};
}

}  // namespace hubmine::analysis::lineage
