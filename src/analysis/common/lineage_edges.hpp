#pragma once

#include "hubmine/store/dataset.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

/// What models say they were made from, as edges between models.
namespace hubmine::analysis {

/// What becomes of a claim that a model was made from another one.
enum class ClaimState : std::uint8_t {
    kGood,
    kSelf,        ///< the model names itself
    kUnresolved,  ///< no repository is known by that name
    kRemoved,     ///< a model that is not present
};

/// `claim` is an index into the claims of all models, `child` the model that makes it.
[[nodiscard]] ClaimState state_of_claim(const store::Dataset& data, std::uint32_t child,
                                        std::uint64_t claim);

/// How a child was made from its parent. Of several that its claims name, the first one holds.
enum class Relation : std::uint8_t { kAdapter, kFinetune, kMerge, kQuantized, kUnknown };

inline constexpr std::array<Relation, 5> kAllRelations{Relation::kAdapter, Relation::kFinetune,
                                                       Relation::kMerge, Relation::kQuantized,
                                                       Relation::kUnknown};

[[nodiscard]] std::string_view relation_name(Relation relation);

struct LineageEdge {
    std::uint32_t parent = 0;  ///< both are indices into models
    std::uint32_t child = 0;
    Relation relation = Relation::kUnknown;
    friend bool operator==(const LineageEdge&, const LineageEdge&) = default;
};

struct LineageEdges {
    std::vector<LineageEdge> edges;        ///< each pair once, by child, then parent
    std::array<std::int64_t, 4> claims{};  ///< by ClaimState
    [[nodiscard]] std::int64_t count(ClaimState state) const {
        return claims.at(static_cast<std::size_t>(state));
    }
};

/// Needs the column kBaseModels of models; claims of models that are not present are none.
[[nodiscard]] LineageEdges lineage_edges(const store::Dataset& data);

/// The measure `derived`, by model: how many edges leave it to a child of another owner. A model
/// without owner is its own. Needs the column kId of models.
[[nodiscard]] std::vector<std::int64_t> derived_models(const store::Dataset& data,
                                                       std::span<const LineageEdge> edges);

/// The owner of a model as owners are compared: a model without one is its own, and equal to none
/// that has one.
[[nodiscard]] std::string_view owner_to_compare(std::string_view id);

}  // namespace hubmine::analysis
