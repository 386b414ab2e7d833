#include "common/lineage_edges.hpp"

#include <algorithm>

namespace hubmine::analysis {

namespace {

/// By label: what claims that carry it say.
std::vector<Relation> relations_of_labels(const store::Dataset& data) {
    std::vector<Relation> relations;
    relations.reserve(data.labels.size());
    for (const std::string_view label : data.labels) {
        const auto* const found =
            std::find_if(kAllRelations.begin(), kAllRelations.end(),
                         [label](Relation relation) { return relation_name(relation) == label; });
        relations.push_back(found == kAllRelations.end() ? Relation::kUnknown : *found);
    }
    return relations;
}

/// Sorts the edges of one child, and leaves of each parent the first relation.
void settle_edges_of_child(std::vector<LineageEdge>& edges, std::size_t first) {
    const auto begin = edges.begin() + static_cast<std::ptrdiff_t>(first);
    std::sort(begin, edges.end(), [](const LineageEdge& a, const LineageEdge& b) {
        return a.parent != b.parent ? a.parent < b.parent : a.relation < b.relation;
    });
    edges.erase(std::unique(begin, edges.end(),
                            [](const LineageEdge& a, const LineageEdge& b) {
                                return a.parent == b.parent;
                            }),
                edges.end());
}

}  // namespace

ClaimState state_of_claim(const store::Dataset& data, std::uint32_t child, std::uint64_t claim) {
    const store::Claims& claims = data.of(core::Kind::kModel).base_models;
    const std::uint32_t parent = data.base_models.model[claims.target[claim]];
    if (parent == store::BaseModels::kMissing) {
        return ClaimState::kUnresolved;
    }
    if (parent == store::BaseModels::kRemoved) {
        return ClaimState::kRemoved;
    }
    return parent == child ? ClaimState::kSelf : ClaimState::kGood;
}

std::string_view relation_name(Relation relation) {
    switch (relation) {
        case Relation::kAdapter:
            return "adapter";
        case Relation::kFinetune:
            return "finetune";
        case Relation::kMerge:
            return "merge";
        case Relation::kQuantized:
            return "quantized";
        case Relation::kUnknown:
            return "unknown";
    }
    return "";
}

LineageEdges lineage_edges(const store::Dataset& data) {
    const store::Repos& models = data.of(core::Kind::kModel);
    const store::Claims& claims = models.base_models;
    const std::vector<Relation> relations = relations_of_labels(data);
    LineageEdges lineage;
    // Without the column, as when no list of models was read, nobody claims anything.
    const auto children = static_cast<std::uint32_t>(claims.offsets.size() - 1);
    for (std::uint32_t child = 0; child < children; ++child) {
        const std::size_t first = lineage.edges.size();
        for (std::uint64_t claim = claims.offsets[child]; claim < claims.offsets[child + 1];
             ++claim) {
            const ClaimState state = state_of_claim(data, child, claim);
            ++lineage.claims.at(static_cast<std::size_t>(state));
            if (state == ClaimState::kGood) {
                const store::TextId relation = claims.relation[claim];
                lineage.edges.push_back(
                    {data.base_models.model[claims.target[claim]], child,
                     relation == store::kNoText ? Relation::kUnknown : relations[relation]});
            }
        }
        if (lineage.edges.size() > first + 1) {
            settle_edges_of_child(lineage.edges, first);
        }
    }
    return lineage;
}

std::vector<std::int64_t> derived_models(const store::Dataset& data,
                                         std::span<const LineageEdge> edges) {
    const store::Repos& models = data.of(core::Kind::kModel);
    std::vector<std::int64_t> derived(models.size(), 0);
    for (const LineageEdge& edge : edges) {
        if (owner_to_compare(models.id[edge.parent]) != owner_to_compare(models.id[edge.child])) {
            ++derived[edge.parent];
        }
    }
    return derived;
}

std::string_view owner_to_compare(std::string_view id) {
    // With its slash, so that the owner "gpt2" is not the model "gpt2" that has none.
    const std::size_t slash = id.find('/');
    return slash == std::string_view::npos ? id : id.substr(0, slash + 1);
}

}  // namespace hubmine::analysis
