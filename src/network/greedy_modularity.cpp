#include "hubmine/network/greedy_modularity.hpp"

#include "edge_limit.hpp"
#include "long_row.hpp"
#include "neighbourhood.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <numeric>
#include <queue>
#include <utility>

namespace hubmine::network {

namespace {

struct Community {
    std::uint32_t out = 0;    ///< sum of out-degrees
    std::uint32_t in = 0;     ///< sum of in-degrees
    std::uint32_t rank = 0;   ///< of two neighbours the one of higher rank looks after the pair
    std::uint32_t label = 0;  ///< its highest node
};

/// A union and what it gains, times m². Ordered: a better one is greater.
struct Union {
    std::int64_t gain = std::numeric_limits<std::int64_t>::min();
    std::uint32_t low = kNoSlot;  ///< the lower label
    std::uint32_t high = kNoSlot;
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
    Slot partner = kNoSlot;
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
    Agglomeration(const Digraph& graph, std::size_t patience);
    void run();
    [[nodiscard]] std::vector<std::uint32_t> labels();

  private:
    /// By the copies in a tie of the side that looks after it.
    [[nodiscard]] Union union_of(const Community& one, const Tie& tie) const;
    void copy_community(Slot slot, Tie& tie) const;
    [[nodiscard]] bool looks_after(Slot a, Slot b) const {
        return std::pair(communities_[a].rank, a) > std::pair(communities_[b].rank, b);
    }
    void note_walk(Slot slot, std::size_t ties);
    template <typename Change>
    void change(Slot slot, std::uint32_t position, const Change& apply);
    void look_through(Slot slot);
    void offer(Slot slot, const Tie& tie);
    void announce(Slot slot, const Union& bound, Slot partner);
    void join(Slot a, Slot b);
    void remove_tie(Slot slot, std::uint32_t position);
    void move_ties(Slot from, Slot into);
    void move_tie(const Tie& tie, Slot into, std::uint32_t known);
    void settle_tie(Slot slot, std::uint32_t position);
    void settle_ties(Slot slot);

    std::int64_t edges_;
    std::size_t patience_;
    std::vector<std::vector<Tie>> rows_;
    std::vector<std::unique_ptr<LongRow>> long_;  // null for a row that is not
    std::vector<std::size_t> walked_;             // ties of a row looked at though few had changed
    std::vector<Community> communities_;
    std::vector<std::uint32_t> joined_;  // how often a community has changed
    std::vector<Slot> parent_;           // whom a community was joined to
    std::vector<Best> best_;
    std::vector<std::uint32_t> position_;  // scratch: where a slot stands in the row at hand
    std::vector<std::uint32_t> moved_;     // scratch: where moved ties stand in their new row
    std::vector<Slot> theirs_;             // scratch: neighbours that look after the pair
    std::priority_queue<QueueEntry> queue_;
};

Agglomeration::Agglomeration(const Digraph& graph, std::size_t patience)
    : edges_(edge_total(graph)),
      patience_(patience),
      rows_(graph.node_count()),
      long_(graph.node_count()),
      walked_(graph.node_count(), 0),
      communities_(graph.node_count()),
      joined_(graph.node_count(), 0),
      parent_(graph.node_count()),
      best_(graph.node_count()),
      position_(graph.node_count(), kNoSlot) {
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
        note_walk(node, 0);
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

/// Rows that are long for what happens to them are indexed; where communities are alike, walking
/// along their rows is cheaper.
void Agglomeration::note_walk(Slot slot, std::size_t ties) {
    walked_[slot] += ties;
    if (!long_[slot] && walked_[slot] >= patience_) {
        long_[slot] = std::make_unique<LongRow>(rows_[slot]);
    }
}

template <typename Change>
void Agglomeration::change(Slot slot, std::uint32_t position, const Change& apply) {
    Tie& tie = rows_[slot][position];
    if (!long_[slot]) {
        apply(tie);
        return;
    }
    const Tie before = tie;
    apply(tie);
    long_[slot]->change(rows_[slot], position, before);
}

void Agglomeration::look_through(Slot slot) {
    const Community& own = communities_[slot];
    Union best;
    Slot partner = kNoSlot;
    const auto weigh = [&](const Tie& tie) {
        if (tie.is_mine) {
            const Union candidate = union_of(own, tie);
            if (best < candidate) {
                best = candidate;
                partner = tie.to;
            }
        }
    };
    if (long_[slot]) {
        long_[slot]->visit_first(weigh);
    } else {
        std::for_each(rows_[slot].begin(), rows_[slot].end(), weigh);
    }
    if (partner == kNoSlot) {
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
    if (long_[slot]) {
        long_[slot]->detach(row, position);
    }
    if (position + 1 < row.size()) {
        row[position] = row.back();
        rows_[row[position].to][row[position].twin].twin = position;
        if (long_[slot]) {
            long_[slot]->move(row[position].to, position);
        }
    }
    row.pop_back();
}

/// `known`: where the community that it goes to has a tie to the same one already.
void Agglomeration::move_tie(const Tie& tie, Slot into, std::uint32_t known) {
    auto& row = rows_[into];
    const auto add_edges = [&tie](Tie& other) { other.edges += tie.edges; };
    if (known != kNoSlot) {
        change(into, known, add_edges);
        change(tie.to, row[known].twin, add_edges);
        remove_tie(tie.to, tie.twin);
        return;
    }
    change(tie.to, tie.twin, [&](Tie& other) {
        other.to = into;
        other.twin = static_cast<std::uint32_t>(row.size());
    });
    row.push_back(tie);
    if (long_[into]) {
        long_[into]->attach(row, static_cast<std::uint32_t>(row.size() - 1));
    }
}

void Agglomeration::move_ties(Slot from, Slot into) {
    auto& row = rows_[into];
    long_[from].reset();
    const LongRow* const index = long_[into].get();
    for (std::uint32_t i = 0; index == nullptr && i < row.size(); ++i) {
        position_[row[i].to] = i;
    }
    moved_.clear();
    for (const Tie& tie : rows_[from]) {
        const std::uint32_t known = index != nullptr ? index->position(tie.to) : position_[tie.to];
        moved_.push_back(known != kNoSlot ? known : static_cast<std::uint32_t>(row.size()));
        move_tie(tie, into, known);
    }
    if (index == nullptr) {
        for (const Tie& tie : row) {
            position_[tie.to] = kNoSlot;
        }
        constexpr std::size_t kFew = 8;
        note_walk(into, moved_.size() < row.size() / kFew ? row.size() : 0);
    }
}

/// The community has changed: it takes over the pair if it outranks the other side now, and tells
/// it otherwise.
void Agglomeration::settle_tie(Slot slot, std::uint32_t position) {
    const Tie& tie = rows_[slot][position];
    if (tie.is_mine) {
        return;
    }
    if (looks_after(slot, tie.to)) {
        change(tie.to, tie.twin, [](Tie& twin) { twin.is_mine = false; });
        change(slot, position, [this](Tie& mine) {
            mine.is_mine = true;
            copy_community(mine.to, mine);
        });
    } else {
        change(tie.to, tie.twin, [this, slot](Tie& twin) { copy_community(slot, twin); });
    }
}

void Agglomeration::settle_ties(Slot slot) {
    if (long_[slot]) {
        const LongRow& index = *long_[slot];
        theirs_.assign(index.theirs().begin(), index.theirs().end());
        for (const Slot other : theirs_) {
            settle_tie(slot, index.position(other));
        }
        return;
    }
    for (std::uint32_t i = 0; i < rows_[slot].size(); ++i) {
        settle_tie(slot, i);
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
            note_walk(top.slot, rows_[top.slot].size());
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

Partition greedy_modularity(const Digraph& graph, std::size_t patience) {
    Agglomeration agglomeration(graph, patience);
    agglomeration.run();
    return numbered(agglomeration.labels());
}

}  // namespace hubmine::network
