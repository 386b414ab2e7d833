#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace hubmine::network {

using Slot = std::uint32_t;
constexpr Slot kNoSlot = std::numeric_limits<Slot>::max();

/// A neighbouring community. The same tie stands in its row too, at `twin`. One of the two sides
/// looks after the pair; only it may rely on the last members, copies that make looking through a
/// row a walk along one array.
struct Tie {
    Slot to = 0;
    std::uint32_t twin = 0;
    std::uint32_t edges = 0;  ///< directed edges between the two
    std::uint32_t out = 0;
    std::uint32_t in = 0;
    std::uint32_t label = 0;
    bool is_mine = false;  ///< whether this side looks after the pair
};

/// What is kept beside a row of thousands, so that a change of its community need not look at all
/// of it. The neighbours it looks after stand on shelves: on one are those with as many edges and
/// the same degrees. They gain the same whatever becomes of the community, so the one with the
/// smallest label goes before all others of its shelf.
///
/// A tie is attached when it has come, and detached before it goes.
class LongRow {
  public:
    explicit LongRow(const std::vector<Tie>& row);

    void attach(const std::vector<Tie>& row, std::uint32_t at);
    void detach(const std::vector<Tie>& row, std::uint32_t at);
    /// The tie was another one before.
    void change(const std::vector<Tie>& row, std::uint32_t at, const Tie& before);
    /// A tie stands elsewhere in the row, unchanged.
    void move(Slot to, std::uint32_t at) { positions_[to] = at; }

    /// Where the tie to a community stands; kNoSlot when there is none.
    [[nodiscard]] std::uint32_t position(Slot to) const {
        const auto found = positions_.find(to);
        return found == positions_.end() ? kNoSlot : found->second;
    }
    /// The neighbours that look after the pair themselves.
    [[nodiscard]] const std::unordered_set<Slot>& theirs() const { return theirs_; }

    /// Calls `visit(tie)` with the first of each shelf; `twin` is not filled in.
    template <typename Visit>
    void visit_first(const Visit& visit) const {
        for (const Shelf& shelf : shelves_) {
            const Book& first = shelf.books.front();
            visit(Tie{.to = first.to,
                      .edges = shelf.key.edges,
                      .out = shelf.key.out,
                      .in = shelf.key.in,
                      .label = first.label,
                      .is_mine = true});
        }
    }

  private:
    struct Key {
        std::uint32_t edges = 0;
        std::uint32_t out = 0;
        std::uint32_t in = 0;
        friend bool operator==(const Key&, const Key&) = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const;
    };
    struct Book {
        std::uint32_t label = 0;
        Slot to = 0;
    };
    /// A heap, smallest label first. Below the first may stand what has left the shelf since.
    struct Shelf {
        Key key;
        std::vector<Book> books;
    };

    static Key key_of(const Tie& tie) { return {tie.edges, tie.out, tie.in}; }
    static bool is_after(const Book& a, const Book& b);
    void shelve(const std::vector<Tie>& row, const Tie& tie);
    void add(const Tie& tie);
    void fill_shelves(const std::vector<Tie>& row);
    void tidy(const std::vector<Tie>& row, const Key& key);
    [[nodiscard]] bool is_there(const std::vector<Tie>& row, const Key& key,
                                const Book& book) const;

    std::unordered_map<Slot, std::uint32_t> positions_;
    std::unordered_set<Slot> theirs_;
    std::vector<Shelf> shelves_;  // none is empty
    std::unordered_map<Key, std::size_t, KeyHash> shelf_of_;
    std::size_t books_ = 0;
};

}  // namespace hubmine::network
