#pragma once

#include "hubmine/network/digraph.hpp"
#include "hubmine/network/partition.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace hubmine::analysis::collaboration {

/// Mean, sample standard deviation, median (type 7) and maximum; absent where undefined.
struct Spread {
    std::optional<double> mean;
    std::optional<double> std;
    std::optional<double> p50;
    std::optional<double> max;
};
[[nodiscard]] Spread spread(std::vector<double> values);

/// A k-core measured as a graph of its own.
struct Core {
    std::uint32_t k = 0;
    bool is_max = false;
    std::size_t nodes = 0;
    std::size_t edges = 0;
    double modularity = 0;
    std::size_t communities = 0;
    std::optional<double> density;
    std::optional<double> reciprocity;
    std::optional<double> rich_club;
    std::optional<double> assortativity;
    std::optional<double> average_degree;
    double clustering = 0;
    std::uint32_t undirected_k =
        0;  ///< the largest k' for which it is a k'-core without directions
    double clustering_binary = 0;
    double louvain_modularity = 0;
    std::size_t louvain_communities = 0;
};

/// Which cores to measure.
struct CoreChoice {
    std::vector<std::uint32_t> k{1, 5, 10};
    bool max = true;
};

/// Reads `--cores`: numbers from 1 and "max"; empty = 1, 5, 10, max. Throws UsageError.
[[nodiscard]] CoreChoice parse_cores(const std::vector<std::string>& texts);

/// Those of the chosen cores that the graph has, by k; none without edges. `core_numbers` and
/// `communities` are those of the whole graph.
[[nodiscard]] std::vector<Core> measure_cores(const network::Digraph& graph,
                                              const std::vector<std::uint32_t>& core_numbers,
                                              const network::Partition& communities,
                                              const CoreChoice& choice, std::uint64_t seed);

}  // namespace hubmine::analysis::collaboration
