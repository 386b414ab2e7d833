#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace hubmine::network {

/// One edge of the bipartite graph: a space uses a model.
struct UsagePair {
    std::uint32_t space = 0;
    std::uint32_t model = 0;
    friend bool operator==(const UsagePair&, const UsagePair&) = default;
    /// By space, then model.
    friend bool operator<(const UsagePair& a, const UsagePair& b) {
        return a.space != b.space ? a.space < b.space : a.model < b.model;
    }
};

/// Who uses what, read from both sides. Immutable; every list is ascending and free of repeats.
class Bipartite {
  public:
    /// `pairs` in any order, repeats count once. Spaces are 0..spaces-1, models 0..models-1; throws
    /// std::out_of_range for a pair beyond them.
    Bipartite(std::size_t spaces, std::size_t models, std::vector<UsagePair> pairs);

    [[nodiscard]] std::size_t space_count() const { return space_offsets_.size() - 1; }
    [[nodiscard]] std::size_t model_count() const { return model_offsets_.size() - 1; }
    [[nodiscard]] std::size_t pair_count() const { return models_.size(); }
    [[nodiscard]] std::span<const std::uint32_t> models_of(std::size_t space) const {
        return std::span(models_).subspan(space_offsets_[space],
                                          space_offsets_[space + 1] - space_offsets_[space]);
    }
    [[nodiscard]] std::span<const std::uint32_t> spaces_of(std::size_t model) const {
        return std::span(spaces_).subspan(model_offsets_[model],
                                          model_offsets_[model + 1] - model_offsets_[model]);
    }

  private:
    std::vector<std::size_t> space_offsets_;
    std::vector<std::size_t> model_offsets_;
    std::vector<std::uint32_t> models_;  // by space
    std::vector<std::uint32_t> spaces_;  // by model
};

/// The projection onto models: two models are linked when at least one space uses both, and the
/// weight of the link is the number of such spaces.
struct CoUsage {
    std::vector<std::uint32_t> degree;  ///< per model: how many other models it shares a space with
    std::vector<std::uint64_t> strength;  ///< per model: the sum of the weights of its links
    std::uint64_t edges = 0;              ///< linked pairs
    std::uint64_t total_weight = 0;       ///< the sum of the weights of all links
};

/// Degrees and strengths without holding a single link: row by row, a mark per model says whether
/// the row has met it. Time: the sum over spaces of the square of their number of models, halved;
/// memory: 8 bytes a model and thread besides the result. The result does not depend on `threads`
/// (0 = as many as the machine has).
[[nodiscard]] CoUsage co_usage(const Bipartite& graph, std::size_t threads = 0);

/// A link of the projection, first < second.
struct CoUsageEdge {
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    std::uint64_t weight = 0;
    friend bool operator==(const CoUsageEdge&, const CoUsageEdge&) = default;
};

/// The links of weight >= min_weight, in ascending order of (first, second). Holds only what it
/// returns, besides 12 bytes a model.
[[nodiscard]] std::vector<CoUsageEdge> co_usage_edges(const Bipartite& graph,
                                                      std::uint64_t min_weight = 1);

}  // namespace hubmine::network
