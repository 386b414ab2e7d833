#include "adoption/networks.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace hubmine::analysis::adoption {

namespace {

using network::UsagePair;

constexpr std::uint32_t kUnused = 0xFFFFFFFFU;

/// Gives the indices that occur numbers of their own, 0.. in ascending order: the arrays of a
/// sub-field are as long as the sub-field, not as the Hub.
class Compact {
  public:
    explicit Compact(std::size_t size) : local_(size, kUnused) {}

    void mark(std::uint32_t index) { local_[index] = 0; }
    void number() {
        for (std::size_t i = 0; i < local_.size(); ++i) {
            if (local_[i] != kUnused) {
                local_[i] = static_cast<std::uint32_t>(global_.size());
                global_.push_back(static_cast<std::uint32_t>(i));
            }
        }
    }
    [[nodiscard]] std::uint32_t operator[](std::uint32_t index) const { return local_[index]; }
    [[nodiscard]] const std::vector<std::uint32_t>& global() const { return global_; }

  private:
    std::vector<std::uint32_t> local_;
    std::vector<std::uint32_t> global_;
};

/// The edges of one sub-field in numbers of its own.
struct Part {
    std::vector<std::uint32_t> models;
    std::size_t spaces = 0;
    std::vector<UsagePair> usage;
    std::vector<UsagePair> co_usage;
};

Part cut(const store::Dataset& data, const Edges& edges, const std::vector<std::uint64_t>& bits,
         std::uint64_t bit, const NetworkRequest& request) {
    const auto belongs = [&](const UsagePair& pair) {
        return (bits[request.of_space ? pair.space : pair.model] & bit) != 0;
    };
    Compact models(data.of(core::Kind::kModel).size());
    Compact spaces(data.of(core::Kind::kSpace).size());
    for (const UsagePair& pair : edges.pairs) {
        if (belongs(pair)) {
            models.mark(pair.model);
            spaces.mark(pair.space);
        }
    }
    models.number();
    spaces.number();
    Part part{.models = models.global(), .spaces = spaces.global().size()};
    for (std::size_t i = 0; i < edges.pairs.size(); ++i) {
        const UsagePair& pair = edges.pairs[i];
        if (!belongs(pair)) {
            continue;
        }
        part.usage.push_back({.space = spaces[pair.space], .model = models[pair.model]});
        if (request.co_usage && (edges.in_co_usage.empty() || edges.in_co_usage[i])) {
            part.co_usage.push_back(part.usage.back());
        }
    }
    return part;
}

/// Descending by value, ties by the bytes of the id.
std::vector<std::uint32_t> rank(const core::Texts& ids, const ModelNetwork& network,
                                std::size_t top) {
    std::vector<std::uint32_t> order(network.models.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto last = order.begin() + static_cast<std::ptrdiff_t>(std::min(top, order.size()));
    std::partial_sort(order.begin(), last, order.end(), [&](std::uint32_t a, std::uint32_t b) {
        if (network.values[a] != network.values[b]) {
            return network.values[a] > network.values[b];
        }
        return ids[network.models[a]] < ids[network.models[b]];
    });
    order.erase(last, order.end());
    return order;
}

ModelNetwork usage_of(const Part& part) {
    ModelNetwork network{.name = "usage",
                         .spaces = static_cast<std::int64_t>(part.spaces),
                         .edges = static_cast<std::int64_t>(part.usage.size()),
                         .total_weight = static_cast<std::int64_t>(part.usage.size()),
                         .models = part.models,
                         .values = std::vector<std::int64_t>(part.models.size(), 0)};
    for (const UsagePair& pair : part.usage) {
        ++network.values[pair.model];
    }
    return network;
}

ModelNetwork co_usage_of(Part part) {
    const network::CoUsage links = network::co_usage(
        network::Bipartite(part.spaces, part.models.size(), std::move(part.co_usage)));
    return {.name = "cousage",
            .spaces = static_cast<std::int64_t>(part.spaces),
            .edges = static_cast<std::int64_t>(links.edges),
            .total_weight = static_cast<std::int64_t>(links.total_weight),
            .models = std::move(part.models),
            .values = std::vector<std::int64_t>(links.degree.begin(), links.degree.end()),
            .strengths = std::vector<std::int64_t>(links.strength.begin(), links.strength.end())};
}

}  // namespace

std::vector<ModelNetwork> build_networks(const store::Dataset& data, const Edges& edges,
                                         const NetworkRequest& request) {
    const store::Repos& tagged =
        data.of(request.of_space ? core::Kind::kSpace : core::Kind::kModel);
    const std::vector<std::uint64_t> bits = subfield_bits(request.subfields, tagged, data.tags);
    const core::Texts& ids = data.of(core::Kind::kModel).id;
    std::vector<ModelNetwork> networks;
    const auto keep = [&](ModelNetwork network, const Subfield& subfield) {
        network.subfield = subfield.name;
        network.ranking = rank(ids, network, request.top);
        networks.push_back(std::move(network));
    };
    for (std::size_t i = 0; i < request.subfields.size(); ++i) {
        Part part = cut(data, edges, bits, std::uint64_t{1} << i, request);
        keep(usage_of(part), request.subfields[i]);
        if (request.co_usage) {
            keep(co_usage_of(std::move(part)), request.subfields[i]);
        }
    }
    return networks;
}

}  // namespace hubmine::analysis::adoption
