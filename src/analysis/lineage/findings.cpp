#include "lineage/findings.hpp"

#include "hubmine/analysis/common/read_share.hpp"

#include "common/age.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <utility>

namespace hubmine::analysis::lineage {

namespace {

constexpr double kMillisecondsOfDay = 86'400'000;

Traits traits_of(const Findings& findings) {
    Traits traits;
    const store::Repos& models = findings.models();
    if (findings.entities) {
        const auto owners = findings.entities->owners_of(core::Kind::kModel);
        traits.owners = findings.entities->owner_count();
        for (const std::uint32_t model : findings.graph.models) {
            traits.owner.push_back(owners[model]);
        }
    }
    if (findings.needs_any(kNeedsMetrics)) {
        for (const std::uint32_t model : findings.graph.models) {
            traits.downloads.push_back(models.downloads[model].value_or(0));
            traits.likes.push_back(models.likes[model].value_or(0));
        }
    }
    return traits;
}

std::vector<std::int64_t> count_descendants(const Findings& findings) {
    std::vector<std::int64_t> counts;
    counts.reserve(findings.graph.models.size());
    if (findings.needs_any(kNeedsOffspring)) {
        for (const Offspring& offspring : findings.offspring) {
            counts.push_back(offspring.models);
        }
        return counts;
    }
    for (const std::size_t count :
         network::descendant_counts(findings.graph.digraph, findings.graph.cycles)) {
        counts.push_back(static_cast<std::int64_t>(count));
    }
    return counts;
}

std::vector<Node> rank_models(const Findings& findings) {
    std::vector<Node> ranking;
    for (Node node = 0; node < findings.graph.models.size(); ++node) {
        if (findings.children(node) > 0) {
            ranking.push_back(node);
        }
    }
    std::sort(ranking.begin(), ranking.end(), [&findings](Node a, Node b) {
        if (findings.descendants[a] != findings.descendants[b]) {
            return findings.descendants[a] > findings.descendants[b];
        }
        if (findings.children(a) != findings.children(b)) {
            return findings.children(a) > findings.children(b);
        }
        return findings.id(a) < findings.id(b);
    });
    return ranking;
}

}  // namespace

Needs with_what_they_need(Needs needs) {
    if ((needs & (kNeedsOffspring | kNeedsOwnerOffspring)) != 0) {
        needs |= kNeedsMetrics | kNeedsOwners;
    }
    if ((needs & kNeedsOffspring) != 0) {
        needs |= kNeedsDescendants;
    }
    return needs;
}

bool models_are_known(const Findings& findings) {
    return was_listed(findings.data, core::Kind::kModel);
}

std::optional<std::int64_t> lag(const store::Repos& models, std::uint32_t parent,
                                std::uint32_t child) {
    const auto& from = models.created_at[parent];
    const auto& to = models.created_at[child];
    if (!from || !to || is_floored(*from) || is_floored(*to)) {
        return std::nullopt;
    }
    return (*to - *from).count();
}

double lag_quantile(const stats::Counts& lags, std::int64_t numerator, std::int64_t denominator) {
    return stats::quantile(lags, numerator, denominator) / kMillisecondsOfDay;
}

std::shared_ptr<const Findings> measure(const store::Dataset& data, const Settings& settings,
                                        Needs needs) {
    auto findings = std::make_shared<Findings>(Findings{.data = data,
                                                        .settings = settings,
                                                        .needs = with_what_they_need(needs),
                                                        .root = asked_root(data, settings),
                                                        .graph = build_graph(data),
                                                        .classes = {},
                                                        .organisations = {},
                                                        .entities = {},
                                                        .traits = {},
                                                        .descendants = {},
                                                        .offspring = {},
                                                        .owners = {},
                                                        .ranking = {}});
    if (findings->needs_any(kNeedsLicenses)) {
        findings->classes = classify_licenses(data, settings);
    }
    if (findings->needs_any(kNeedsOwners)) {
        constexpr std::array kModels{core::Kind::kModel};
        findings->organisations.emplace(load_organisations(settings));
        findings->entities.emplace(data, *findings->organisations, kModels);
    }
    findings->traits = traits_of(*findings);
    if (findings->needs_any(kNeedsOffspring)) {
        findings->offspring = offspring_of_models(findings->graph, findings->traits);
    }
    if (findings->needs_any(kNeedsOwnerOffspring)) {
        findings->owners = offspring_of_owners(findings->graph, findings->traits);
    }
    if (findings->needs_any(kNeedsDescendants)) {
        findings->descendants = count_descendants(*findings);
        findings->ranking = rank_models(*findings);
    }
    return findings;
}

}  // namespace hubmine::analysis::lineage
