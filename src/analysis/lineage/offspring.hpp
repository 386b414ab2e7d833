#pragma once

#include "hubmine/stats/int128.hpp"

#include "lineage/graph.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace hubmine::analysis::lineage {

/// What is added up over descendants, by node.
struct Traits {
    std::vector<std::uint32_t> owner;  ///< numbers below `owners`
    std::vector<std::int64_t> downloads;
    std::vector<std::int64_t> likes;
    std::size_t owners = 0;
};

/// The descendants of a model, itself left out.
struct Offspring {
    std::int64_t models = 0;
    std::int64_t owners = 0;    ///< of them, distinct
    std::int64_t external = 0;  ///< those of other owners
    stats::Int128 downloads = 0;
    stats::Int128 likes = 0;
};

/// By node; zeros for models without children. Models of one cycle share a search.
[[nodiscard]] std::vector<Offspring> offspring_of_models(const Graph& graph, const Traits& traits);

/// What descends from any model of an owner, its own models left out.
struct OwnerOffspring {
    std::uint32_t owner = 0;
    std::int64_t parents = 0;      ///< its models with children
    std::int64_t derivatives = 0;  ///< its models with a parent
    std::int64_t children = 0;     ///< edges from its models
    std::int64_t external_children = 0;
    std::int64_t descendants = 0;
    std::int64_t owners = 0;
    stats::Int128 downloads = 0;
};

/// Of owners with children, by number.
[[nodiscard]] std::vector<OwnerOffspring> offspring_of_owners(const Graph& graph,
                                                              const Traits& traits);

/// Counts how often numbers occur, anew again and again.
class Tally {
  public:
    explicit Tally(std::size_t numbers) : counts_(numbers, 0) {}
    void add(std::uint32_t number) {
        if (counts_[number]++ == 0) {
            met_.push_back(number);
        }
    }
    void clear() {
        for (const std::uint32_t number : met_) {
            counts_[number] = 0;
        }
        met_.clear();
    }
    [[nodiscard]] std::int64_t distinct() const { return static_cast<std::int64_t>(met_.size()); }
    [[nodiscard]] std::int64_t count(std::uint32_t number) const { return counts_[number]; }

  private:
    std::vector<std::uint32_t> counts_;
    std::vector<std::uint32_t> met_;
};

}  // namespace hubmine::analysis::lineage
