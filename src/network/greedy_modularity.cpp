#include "hubmine/network/greedy_modularity.hpp"

#include "edge_limit.hpp"
#include "neighbourhood.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <queue>
#include <utility>

namespace hubmine::network {

namespace {

using Slot = std::uint32_t;
constexpr Slot kNone = std::numeric_limits<Slot>::max();

/// A neighbouring community. The same tie stands in its row too, at `twin`. One of the two sides
/// looks after the pair; only it may rely on the last members, copies that make looking through a
/// long row a walk along one array.
struct Tie {
    Slot to = 0;
    std::uint32_t twin = 0;
    std::uint32_t edges = 0;  ///< directed edges between the two
    std::uint32_t out = 0;
    std::uint32_t in = 0;
    std::uint32_t label = 0;
    bool is_mine = false;  ///< whether this side looks after the pair
};

struct Community {
    std::uint32_t out = 0;    ///< sum of out-degrees
    std::uint32_t in = 0;     ///< sum of in-degrees
    std::uint32_t rank = 0;   ///< of two neighbours the one of higher rank looks after the pair
    std::uint32_t label = 0;  ///< its highest node
};

/// A union and what it gains, times m². Ordered: a better one is greater.
struct Union {
    std::int64_t gain = std::numeric_limits<std::int64_t>::min();
    std::uint32_t low = kNone;  ///< the lower label
    std::uint32_t high = kNone;
    friend bool operator<(const Union& a, const Union& b) {
        if (a.gain != b.gain) {
            return a.gain < b.gain;
        }
        return std::pair(a.low, a.high) > std::pair(b.low, b.high);
    }
    friend bool operator==(const Union&, const Union&) = default;
};

/// The best union a community looks after. Between two looks through its row it is a bound: the
/// gain of a pair only falls while either side joins others, except where two ties become one, and
/// then it is offered anew.
struct Best {
    Union bound;
    Slot partner = kNone;
    std::uint32_t partner_version = 0;
    std::uint32_t version = 0;  ///< of this bound, to know old entries of the queue
};

struct QueueEntry {
    Union bound;
    Slot slot = 0;
    std::uint32_t version = 0;
    friend bool operator<(const QueueEntry& a, const QueueEntry& b) { return a.bound < b.bound; }
};

class Agglomeration {
  public:
    explicit Agglomeration(const Digraph& graph);
    void run();
    [[nodiscard]] std::vector<std::uint32_t> labels();

  private:
    /// By the copies in a tie of the side that looks after it.
    [[nodiscard]] Union union_of(const Community& one, const Tie& tie) const;
    void copy_community(Slot slot, Tie& tie) const;
    [[nodiscard]] bool looks_after(Slot a, Slot b) const {
        return std::pair(communities_[a].rank, a) > std::pair(communities_[b].rank, b);
    }
    void look_through(Slot slot);
    void offer(Slot slot, const Tie& tie);
    void announce(Slot slot, const Union& bound, Slot partner);
    void join(Slot a, Slot b);
    void remove_tie(Slot slot, std::uint32_t position);
    void move_ties(Slot from, Slot into);
    void settle_ties(Slot slot);

    std::int64_t edges_;
    std::vector<std::vector<Tie>> rows_;
    std::vector<Community> communities_;
    std::vector<std::uint32_t> joined_;  // how often a community has changed
    std::vector<Slot> parent_;           // whom a community was joined to
    std::vector<Best> best_;
    std::vector<std::uint32_t> position_;  // scratch: where a slot stands in the row at hand
    std::vector<std::uint32_t> moved_;     // scratch: where moved ties stand in their new row
    std::priority_queue<QueueEntry> queue_;
};

Agglomeration::Agglomeration(const Digraph& graph)
    : edges_(edge_total(graph)),
      rows_(graph.node_count()),
      communities_(graph.node_count()),
      joined_(graph.node_count(), 0),
      parent_(graph.node_count()),
      best_(graph.node_count()),
      position_(graph.node_count(), kNone) {
    std::iota(parent_.begin(), parent_.end(), 0U);
    const Neighbourhoods neighbours(graph);
    // Going through the rows in order, the next free place in each neighbour's row is the twin's.
    std::vector<std::uint32_t> filled(graph.node_count(), 0);
    for (Node node = 0; node < graph.node_count(); ++node) {
        const auto row = neighbours[node];
        rows_[node].resize(row.size());
        communities_[node] = {.out = static_cast<std::uint32_t>(graph.out_degree(node)),
                              .in = static_cast<std::uint32_t>(graph.in_degree(node)),
                              .rank = static_cast<std::uint32_t>(row.size()),
                              .label = node};
    }
    for (Node node = 0; node < graph.node_count(); ++node) {
        for (const Link& link : neighbours[node]) {
            if (link.node > node) {
                const std::uint32_t here = filled[node]++;
                const std::uint32_t there = filled[link.node]++;
                rows_[node][here] = {.to = link.node, .twin = there, .edges = link.edges};
                rows_[link.node][there] = {.to = node, .twin = here, .edges = link.edges};
            }
        }
    }
    for (Node node = 0; node < graph.node_count(); ++node) {
        for (Tie& tie : rows_[node]) {
            tie.is_mine = looks_after(node, tie.to);
            copy_community(tie.to, tie);
        }
        look_through(node);
    }
}

Union Agglomeration::union_of(const Community& one, const Tie& tie) const {
    const std::int64_t expected = std::int64_t{one.out} * tie.in + std::int64_t{one.in} * tie.out;
    return {.gain = edges_ * tie.edges - expected,
            .low = std::min(one.label, tie.label),
            .high = std::max(one.label, tie.label)};
}

void Agglomeration::copy_community(Slot slot, Tie& tie) const {
    const Community& community = communities_[slot];
    tie.out = community.out;
    tie.in = community.in;
    tie.label = community.label;
}

void Agglomeration::announce(Slot slot, const Union& bound, Slot partner) {
    Best& best = best_[slot];
    best.bound = bound;
    best.partner = partner;
    best.partner_version = joined_[partner];
    ++best.version;
    queue_.push({bound, slot, best.version});
}

void Agglomeration::look_through(Slot slot) {
    const Community& own = communities_[slot];
    Union best;
    Slot partner = kNone;
    for (const Tie& tie : rows_[slot]) {
        if (tie.is_mine) {
            const Union candidate = union_of(own, tie);
            if (best < candidate) {
                best = candidate;
                partner = tie.to;
            }
        }
    }
    if (partner == kNone) {
        best_[slot].bound = Union();
        ++best_[slot].version;
        return;
    }
    announce(slot, best, partner);
}

void Agglomeration::offer(Slot slot, const Tie& tie) {
    const Union candidate = union_of(communities_[slot], tie);
    if (best_[slot].bound < candidate) {
        announce(slot, candidate, tie.to);
    }
}

void Agglomeration::remove_tie(Slot slot, std::uint32_t position) {
    auto& row = rows_[slot];
    if (position + 1 < row.size()) {
        row[position] = row.back();
        rows_[row[position].to][row[position].twin].twin = position;
    }
    row.pop_back();
}

void Agglomeration::move_ties(Slot from, Slot into) {
    auto& row = rows_[into];
    for (std::uint32_t i = 0; i < row.size(); ++i) {
        position_[row[i].to] = i;
    }
    moved_.clear();
    for (const Tie& tie : rows_[from]) {
        auto& other = rows_[tie.to];
        const std::uint32_t known = position_[tie.to];
        moved_.push_back(known != kNone ? known : static_cast<std::uint32_t>(row.size()));
        if (known != kNone) {
            row[known].edges += tie.edges;
            other[row[known].twin].edges += tie.edges;
            remove_tie(tie.to, tie.twin);
        } else {
            other[tie.twin].to = into;
            other[tie.twin].twin = static_cast<std::uint32_t>(row.size());
            row.push_back(tie);
        }
    }
    for (const Tie& tie : row) {
        position_[tie.to] = kNone;
    }
}

/// The community has changed: it takes over the pairs of those it outranks now, and tells the
/// others.
void Agglomeration::settle_ties(Slot slot) {
    for (Tie& tie : rows_[slot]) {
        if (tie.is_mine) {
            continue;
        }
        Tie& twin = rows_[tie.to][tie.twin];
        if (looks_after(slot, tie.to)) {
            tie.is_mine = true;
            twin.is_mine = false;
            copy_community(tie.to, tie);
        } else {
            copy_community(slot, twin);
        }
    }
}

void Agglomeration::join(Slot a, Slot b) {
    // The longer row stays: then a tie moves at most log(n) times.
    const bool a_stays = std::pair(rows_[a].size(), a) > std::pair(rows_[b].size(), b);
    const Slot into = a_stays ? a : b;
    const Slot from = a_stays ? b : a;
    const auto between = std::find_if(rows_[from].begin(), rows_[from].end(),
                                      [into](const Tie& tie) { return tie.to == into; });
    const std::uint32_t twin = between->twin;
    remove_tie(from, static_cast<std::uint32_t>(between - rows_[from].begin()));
    remove_tie(into, twin);
    move_ties(from, into);

    Community& whole = communities_[into];
    const Community& part = communities_[from];
    whole.out += part.out;
    whole.in += part.in;
    whole.label = std::max(whole.label, part.label);
    // Above both parts and no less than its neighbours: pairs may pass to the union, which looks
    // through its row now, but never away from it unseen.
    whole.rank =
        std::max({whole.rank + 1, part.rank + 1, static_cast<std::uint32_t>(rows_[into].size())});
    ++joined_[into];
    ++joined_[from];
    ++best_[from].version;
    parent_[from] = into;
    rows_[from] = {};
    settle_ties(into);
    for (const std::uint32_t position : moved_) {
        const Tie& tie = rows_[into][position];
        if (!tie.is_mine) {
            offer(tie.to, rows_[tie.to][tie.twin]);
        }
    }
    look_through(into);
}

void Agglomeration::run() {
    while (!queue_.empty()) {
        const QueueEntry top = queue_.top();
        queue_.pop();
        if (top.version != best_[top.slot].version) {
            continue;
        }
        if (top.bound.gain < 0) {
            return;
        }
        const Best& best = best_[top.slot];
        if (best.partner_version != joined_[best.partner]) {
            look_through(top.slot);
            continue;
        }
        join(top.slot, best.partner);
    }
}

std::vector<std::uint32_t> Agglomeration::labels() {
    std::vector<std::uint32_t> result(parent_.size());
    for (Slot slot = 0; slot < parent_.size(); ++slot) {
        Slot root = slot;
        while (parent_[root] != root) {
            parent_[root] = parent_[parent_[root]];
            root = parent_[root];
        }
        result[slot] = root;
    }
    return result;
}

}  // namespace

Partition greedy_modularity(const Digraph& graph) {
    Agglomeration agglomeration(graph);
    agglomeration.run();
    return numbered(agglomeration.labels());
}

}  // namespace hubmine::network
