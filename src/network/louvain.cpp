#include "hubmine/network/louvain.hpp"

#include "edge_limit.hpp"
#include "neighbourhood.hpp"
#include "random.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace hubmine::network {

namespace {

using Labels = std::vector<std::uint32_t>;

/// A graph of communities: neighbours with the number of directed edges between, and the sums of
/// the members' degrees. Edges inside a community do not matter to any move.
struct Level {
    std::vector<std::size_t> offsets{0};
    std::vector<Link> links;
    std::vector<std::int64_t> out;
    std::vector<std::int64_t> in;
    [[nodiscard]] std::size_t size() const { return out.size(); }
    [[nodiscard]] std::span<const Link> row(std::size_t n) const {
        return std::span(links).subspan(offsets[n], offsets[n + 1] - offsets[n]);
    }
};

Level ground_level(const Digraph& graph) {
    Neighbourhoods neighbours(graph);
    Level level{.offsets = std::move(neighbours.offsets), .links = std::move(neighbours.links)};
    for (Node node = 0; node < graph.node_count(); ++node) {
        level.out.push_back(static_cast<std::int64_t>(graph.out_degree(node)));
        level.in.push_back(static_cast<std::int64_t>(graph.in_degree(node)));
    }
    return level;
}

/// Adds up the edges between communities, one community at a time.
class Contraction {
  public:
    Contraction(const Level& level, const Labels& labels, std::size_t count)
        : level_(level), labels_(labels), edges_to_(count, 0) {}

    /// Appends the links of a community to those of the result.
    void add_row(std::uint32_t community, const std::vector<std::uint32_t>& members,
                 Level& result) {
        seen_.clear();
        for (const std::uint32_t member : members) {
            count_edges(community, member);
        }
        for (const std::uint32_t other : seen_) {
            result.links.push_back({other, std::exchange(edges_to_[other], 0U)});
        }
        result.offsets.push_back(result.links.size());
    }

  private:
    void count_edges(std::uint32_t community, std::uint32_t member) {
        for (const Link& link : level_.row(member)) {
            const std::uint32_t other = labels_[link.node];
            if (other == community) {
                continue;
            }
            if (edges_to_[other] == 0) {
                seen_.push_back(other);
            }
            edges_to_[other] += link.edges;
        }
    }

    const Level& level_;
    const Labels& labels_;
    std::vector<std::uint32_t> edges_to_;  // by community; zero but for those seen
    std::vector<std::uint32_t> seen_;
};

/// Joins the nodes of a level that have the same label (0 .. count - 1).
Level contracted(const Level& level, const Labels& labels, std::size_t count) {
    Level result;
    result.out.assign(count, 0);
    result.in.assign(count, 0);
    std::vector<std::vector<std::uint32_t>> members(count);
    for (std::uint32_t n = 0; n < level.size(); ++n) {
        result.out[labels[n]] += level.out[n];
        result.in[labels[n]] += level.in[n];
        members[labels[n]].push_back(n);
    }
    Contraction contraction(level, labels, count);
    for (std::uint32_t c = 0; c < count; ++c) {
        contraction.add_row(c, members[c], result);
    }
    return result;
}

/// Moves nodes one by one to the neighbouring community where they gain most.
class Moves {
  public:
    Moves(const Level& level, std::int64_t edges, Labels labels)
        : level_(level),
          edges_(edges),
          labels_(std::move(labels)),
          out_(level.size(), 0),
          in_(level.size(), 0),
          edges_to_(level.size(), 0) {
        for (std::size_t n = 0; n < level.size(); ++n) {
            out_[labels_[n]] += level.out[n];
            in_[labels_[n]] += level.in[n];
        }
    }

    /// Until no node wants to move; true when any did.
    bool settle(Random& random) {
        std::vector<std::uint32_t> queue(level_.size());
        std::iota(queue.begin(), queue.end(), 0U);
        for (std::size_t i = queue.size(); i > 1; --i) {
            std::swap(queue[i - 1], queue[random.below(i)]);
        }
        std::vector<bool> waiting(level_.size(), true);
        bool any = false;
        // A queue of those whose surroundings changed (Traag, Waltman, van Eck 2019), read in
        // rounds.
        std::vector<std::uint32_t> next;
        while (!queue.empty()) {
            next.clear();
            for (const std::uint32_t node : queue) {
                waiting[node] = false;
                if (!move(node)) {
                    continue;
                }
                any = true;
                for (const Link& link : level_.row(node)) {
                    if (!waiting[link.node] && labels_[link.node] != labels_[node]) {
                        waiting[link.node] = true;
                        next.push_back(link.node);
                    }
                }
            }
            queue.swap(next);
        }
        return any;
    }

    [[nodiscard]] Labels release() { return std::move(labels_); }

  private:
    /// What joining `community` would gain, times m².
    [[nodiscard]] std::int64_t gain(std::uint32_t node, std::uint32_t community) const {
        return edges_ * edges_to_[community] - level_.out[node] * in_[community] -
               level_.in[node] * out_[community];
    }

    bool move(std::uint32_t node) {
        const std::uint32_t home = labels_[node];
        out_[home] -= level_.out[node];
        in_[home] -= level_.in[node];
        seen_.clear();
        for (const Link& link : level_.row(node)) {
            const std::uint32_t community = labels_[link.node];
            if (edges_to_[community] == 0) {
                seen_.push_back(community);
            }
            edges_to_[community] += link.edges;
        }
        std::uint32_t best = home;
        std::int64_t best_gain = gain(node, home);
        for (const std::uint32_t community : seen_) {
            const std::int64_t candidate = gain(node, community);
            if (candidate > best_gain) {
                best = community;
                best_gain = candidate;
            }
        }
        for (const std::uint32_t community : seen_) {
            edges_to_[community] = 0;
        }
        out_[best] += level_.out[node];
        in_[best] += level_.in[node];
        labels_[node] = best;
        return best != home;
    }

    const Level& level_;
    std::int64_t edges_;
    Labels labels_;
    std::vector<std::int64_t> out_;
    std::vector<std::int64_t> in_;
    std::vector<std::uint32_t> edges_to_;
    std::vector<std::uint32_t> seen_;
};

/// From a partition of the ground level upwards until no level moves; true when anything moved.
bool climb(const Level& ground, std::int64_t edges, Random& random, Labels& labels) {
    Moves first(ground, edges, labels);
    bool any = first.settle(random);
    labels = first.release();
    for (;;) {
        const Partition now = numbered(labels);
        const Level level = contracted(ground, now.community, now.count);
        Labels own(level.size());
        std::iota(own.begin(), own.end(), 0U);
        Moves moves(level, edges, std::move(own));
        if (!moves.settle(random)) {
            labels = now.community;
            return any;
        }
        any = true;
        const Labels joined = moves.release();
        for (std::size_t n = 0; n < labels.size(); ++n) {
            labels[n] = joined[now.community[n]];
        }
    }
}

}  // namespace

Partition louvain(const Digraph& graph, const LouvainOptions& options) {
    const std::int64_t edges = edge_total(graph);
    const Level ground = ground_level(graph);
    Random random(options.seed);
    Partition best;
    double best_quality = 0;
    for (int run = 0; run < std::max(options.restarts, 1); ++run) {
        Labels labels(graph.node_count());
        std::iota(labels.begin(), labels.end(), 0U);
        while (climb(ground, edges, random, labels)) {
        }
        Partition candidate = numbered(labels);
        const double quality = modularity(graph, candidate.community);
        if (run == 0 || quality > best_quality) {
            best = std::move(candidate);
            best_quality = quality;
        }
    }
    return best;
}

}  // namespace hubmine::network
