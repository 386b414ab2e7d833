#include "lineage/verdicts.hpp"

#include "common/cells.hpp"
#include "common/columns.hpp"
#include "lineage/tables.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace hubmine::analysis::lineage {

namespace {

store::TextId license_of(const Findings& findings, Node node) {
    return findings.models().license[findings.graph.models[node]];
}

/// Of two different licences.
Verdict verdict_of_classes(LicenseClass parent, LicenseClass child) {
    if (parent == LicenseClass::kUnclassified || child == LicenseClass::kUnclassified) {
        return Verdict::kUnclear;
    }
    if (parent == child) {
        return Verdict::kChanged;
    }
    return child == LicenseClass::kRestrictive ? Verdict::kTightened : Verdict::kLoosened;
}

std::string_view license_name(const Findings& findings, store::TextId license) {
    return license == store::kNoText ? std::string_view() : findings.data.licenses[license];
}

void add_verdicts(const Findings& findings, std::optional<Relation> relation, core::Table& table) {
    const auto edges = count_verdicts(findings, relation);
    const std::int64_t all = std::accumulate(edges.begin(), edges.end(), std::int64_t{0});
    const bool known = models_are_known(findings);
    for (std::size_t verdict = 0; verdict < edges.size(); ++verdict) {
        table.add_row({std::string(relation ? relation_name(*relation) : "all"),
                       std::string(kVerdictNames.at(verdict)),
                       known ? core::Cell(edges.at(verdict)) : core::Cell(),
                       ratio_cell(edges.at(verdict), all)});
    }
}

}  // namespace

Verdict verdict_of(const Findings& findings, const LineageEdge& edge) {
    const store::TextId parent = license_of(findings, edge.parent);
    const store::TextId child = license_of(findings, edge.child);
    if (parent == child) {
        return parent == store::kNoText ? Verdict::kNone : Verdict::kKept;
    }
    if (child == store::kNoText) {
        return Verdict::kDropped;
    }
    if (parent == store::kNoText) {
        return Verdict::kAdded;
    }
    return verdict_of_classes(findings.classes.of(parent), findings.classes.of(child));
}

std::array<std::int64_t, kVerdictNames.size()> count_verdicts(const Findings& findings,
                                                              std::optional<Relation> relation) {
    std::array<std::int64_t, kVerdictNames.size()> edges{};
    for (const LineageEdge& edge : findings.graph.lineage.edges) {
        if (!relation || edge.relation == *relation) {
            ++edges.at(static_cast<std::size_t>(verdict_of(findings, edge)));
        }
    }
    return edges;
}

void fill_licenses(const Findings& findings, core::Table& table) {
    add_verdicts(findings, std::nullopt, table);
    for (const Relation relation : kAllRelations) {
        add_verdicts(findings, relation, table);
    }
}

void fill_license_pairs(const Findings& findings, core::Table& table) {
    struct Pair {
        std::string_view parent;
        std::string_view child;
        LineageEdge example;
        std::int64_t edges = 0;
    };
    std::map<std::pair<store::TextId, store::TextId>, Pair> met;
    for (const LineageEdge& edge : findings.graph.lineage.edges) {
        const store::TextId parent = license_of(findings, edge.parent);
        const store::TextId child = license_of(findings, edge.child);
        if (parent != child) {
            Pair& pair = met[{parent, child}];
            pair = {license_name(findings, parent), license_name(findings, child), edge,
                    pair.edges + 1};
        }
    }
    std::vector<Pair> pairs;
    pairs.reserve(met.size());
    for (const auto& [licenses, pair] : met) {
        pairs.push_back(pair);
    }
    std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
        return a.edges != b.edges ? a.edges > b.edges
                                  : std::pair(a.parent, a.child) < std::pair(b.parent, b.child);
    });
    const std::size_t first = findings.settings.first_of(pairs.size(), kDefaultTop);
    for (std::size_t rank = 0; rank < first; ++rank) {
        const LineageEdge& edge = pairs[rank].example;
        const auto verdict = static_cast<std::size_t>(verdict_of(findings, edge));
        table.add_row({count(rank + 1), text_or_missing(pairs[rank].parent),
                       text_or_missing(pairs[rank].child), std::string(kVerdictNames.at(verdict)),
                       pairs[rank].edges});
    }
}

}  // namespace hubmine::analysis::lineage
