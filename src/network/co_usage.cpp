#include "hubmine/network/co_usage.hpp"

#include "hubmine/core/parallel.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <stdexcept>

namespace hubmine::network {

namespace {

/// Rows are handed out in blocks: small enough that a few popular models do not leave a thread
/// waiting, large enough that the counter is not the bottleneck.
constexpr std::size_t kBlock = 256;

/// Below so many pairs a second thread costs more than it brings.
constexpr std::size_t kPairsWorthAThread = 50'000;

/// The links of rows to models of a smaller index. Each link is met in exactly one row, so both of
/// its ends are counted here.
class DegreeCounter {
  public:
    explicit DegreeCounter(const Bipartite& graph)
        : graph_(graph), met_in_(graph.model_count(), kNever), degree_(graph.model_count(), 0) {}

    void operator()(std::size_t begin, std::size_t end) {
        for (std::size_t row = begin; row < end; ++row) {
            count_row(static_cast<std::uint32_t>(row));
        }
    }

    [[nodiscard]] const std::vector<std::uint32_t>& degree() const { return degree_; }

  private:
    void count_row(std::uint32_t model) {
        std::uint32_t links = 0;
        for (const std::uint32_t space : graph_.spaces_of(model)) {
            // Lists are ascending and hold `model` itself: it ends the run of smaller ones.
            for (const std::uint32_t* other = graph_.models_of(space).data(); *other != model;
                 ++other) {
                if (met_in_[*other] != model) {
                    met_in_[*other] = model;
                    ++degree_[*other];
                    ++links;
                }
            }
        }
        degree_[model] += links;
    }

    static constexpr std::uint32_t kNever = 0xFFFFFFFFU;

    const Bipartite& graph_;
    std::vector<std::uint32_t> met_in_;
    std::vector<std::uint32_t> degree_;
};

std::size_t threads_worth_starting(const Bipartite& graph, std::size_t wanted) {
    return std::clamp<std::size_t>(graph.pair_count() / kPairsWorthAThread, 1,
                                   core::thread_count(wanted));
}

std::vector<std::uint32_t> degrees(const Bipartite& graph, std::size_t threads) {
    std::vector<DegreeCounter> counters(threads, DegreeCounter(graph));
    core::share_out(graph.model_count(), kBlock, counters);
    std::vector<std::uint32_t> sum(graph.model_count(), 0);
    for (const DegreeCounter& counter : counters) {
        std::transform(sum.begin(), sum.end(), counter.degree().begin(), sum.begin(),
                       std::plus<>());
    }
    return sum;
}

}  // namespace

Bipartite::Bipartite(std::size_t spaces, std::size_t models, std::vector<UsagePair> pairs)
    : space_offsets_(spaces + 1, 0), model_offsets_(models + 1, 0) {
    if (!std::is_sorted(pairs.begin(), pairs.end())) {
        std::sort(pairs.begin(), pairs.end());
    }
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    for (const UsagePair& pair : pairs) {
        ++space_offsets_.at(std::size_t{pair.space} + 1);
        ++model_offsets_.at(std::size_t{pair.model} + 1);
    }
    std::partial_sum(space_offsets_.begin(), space_offsets_.end(), space_offsets_.begin());
    std::partial_sum(model_offsets_.begin(), model_offsets_.end(), model_offsets_.begin());
    models_.reserve(pairs.size());
    spaces_.resize(pairs.size());
    std::vector<std::size_t> place(model_offsets_.begin(), model_offsets_.end() - 1);
    for (const UsagePair& pair : pairs) {
        models_.push_back(pair.model);
        spaces_[place[pair.model]++] = pair.space;
    }
}

CoUsage co_usage(const Bipartite& graph, std::size_t threads) {
    CoUsage result{.degree = degrees(graph, threads_worth_starting(graph, threads)),
                   .strength = std::vector<std::uint64_t>(graph.model_count(), 0)};
    for (std::size_t space = 0; space < graph.space_count(); ++space) {
        const auto models = graph.models_of(space);
        // Each of the space's models gains one from every other of them: no link need be met.
        for (const std::uint32_t model : models) {
            result.strength[model] += models.size() - 1;
        }
    }
    result.edges =
        std::accumulate(result.degree.begin(), result.degree.end(), std::uint64_t{0}) / 2;
    result.total_weight =
        std::accumulate(result.strength.begin(), result.strength.end(), std::uint64_t{0}) / 2;
    return result;
}

std::vector<CoUsageEdge> co_usage_edges(const Bipartite& graph, std::uint64_t min_weight) {
    std::vector<CoUsageEdge> edges;
    std::vector<std::uint64_t> weight(graph.model_count(), 0);
    std::vector<std::uint32_t> row;
    for (std::size_t model = 0; model < graph.model_count(); ++model) {
        const auto first = static_cast<std::uint32_t>(model);
        for (const std::uint32_t space : graph.spaces_of(model)) {
            const auto models = graph.models_of(space);
            for (auto other = models.rbegin(); *other != first; ++other) {
                if (weight[*other]++ == 0) {
                    row.push_back(*other);
                }
            }
        }
        std::sort(row.begin(), row.end());
        for (const std::uint32_t second : row) {
            if (weight[second] >= min_weight) {
                edges.push_back({.first = first, .second = second, .weight = weight[second]});
            }
            weight[second] = 0;
        }
        row.clear();
    }
    return edges;
}

}  // namespace hubmine::network
