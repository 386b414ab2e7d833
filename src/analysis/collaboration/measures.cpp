#include "collaboration/measures.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/network/clustering.hpp"
#include "hubmine/network/core_decomposition.hpp"
#include "hubmine/network/greedy_modularity.hpp"
#include "hubmine/network/louvain.hpp"
#include "hubmine/network/structure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>
#include <set>
#include <utility>

namespace hubmine::analysis::collaboration {

namespace {

Core measure_core(const network::Digraph& graph, const network::Partition& communities,
                  std::uint64_t seed) {
    Core core;
    core.nodes = graph.node_count();
    core.edges = graph.edge_count();
    core.modularity = network::modularity(graph, communities.community);
    core.communities = communities.count;
    core.density = network::density(graph);
    core.reciprocity = network::reciprocity(graph);
    core.rich_club = network::rich_club(graph);
    core.assortativity = network::degree_assortativity(graph);
    core.average_degree = network::average_degree(graph);
    const network::Clustering clustering = network::clustering(graph);
    core.clustering = clustering.weighted_mean();
    core.clustering_binary = clustering.binary_mean();
    const std::vector<std::uint32_t> undirected = network::undirected_core_numbers(graph);
    core.undirected_k = *std::min_element(undirected.begin(), undirected.end());
    const network::Partition better = network::louvain(graph, {.seed = seed});
    core.louvain_modularity = network::modularity(graph, better.community);
    core.louvain_communities = better.count;
    return core;
}

}  // namespace

Spread spread(std::vector<double> values) {
    if (values.empty()) {
        return {};
    }
    std::sort(values.begin(), values.end());
    const auto n = static_cast<double>(values.size());
    Spread result;
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    result.mean = mean;
    if (values.size() > 1) {
        double squares = 0;
        for (const double value : values) {
            squares += (value - mean) * (value - mean);
        }
        result.std = std::sqrt(squares / (n - 1));
    }
    const std::size_t middle = values.size() / 2;
    result.p50 =
        values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    result.max = values.back();
    return result;
}

CoreChoice parse_cores(const std::vector<std::string>& texts) {
    if (texts.empty()) {
        return {};
    }
    CoreChoice choice{.k = {}, .max = false};
    std::set<std::uint32_t> wanted;
    for (const std::string& text : texts) {
        if (text == "max") {
            choice.max = true;
            continue;
        }
        std::uint32_t k = 0;
        const char* const end = text.data() + text.size();
        const auto [read_to, failure] = std::from_chars(text.data(), end, k);
        if (failure != std::errc() || read_to != end || k == 0) {
            throw core::UsageError(
                fmt::format("no core '{}': a core is a whole number from 1, or max", text));
        }
        wanted.insert(k);
    }
    choice.k.assign(wanted.begin(), wanted.end());
    return choice;
}

std::vector<Core> measure_cores(const network::Digraph& graph,
                                const std::vector<std::uint32_t>& core_numbers,
                                const network::Partition& communities, const CoreChoice& choice,
                                std::uint64_t seed) {
    if (graph.edge_count() == 0) {
        return {};
    }
    const std::uint32_t highest = *std::max_element(core_numbers.begin(), core_numbers.end());
    std::set<std::uint32_t> wanted(choice.k.begin(), choice.k.end());
    if (choice.max) {
        wanted.insert(highest);
    }
    std::vector<Core> cores;
    for (const std::uint32_t k : wanted) {
        const std::vector<network::Node> nodes = network::core_nodes(core_numbers, k);
        if (nodes.empty()) {
            continue;
        }
        if (nodes.size() == graph.node_count()) {
            cores.push_back(measure_core(graph, communities, seed));
        } else {
            const network::Digraph part = network::induced_subgraph(graph, nodes);
            cores.push_back(measure_core(part, network::greedy_modularity(part), seed));
        }
        cores.back().k = k;
        cores.back().is_max = k == highest;
    }
    return cores;
}

}  // namespace hubmine::analysis::collaboration
