#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::identity {

/// Finds, among many normal forms, those at least so similar to a given one, without comparing it
/// with each.
///
/// No pair is lost. With lengths m and n the least common subsequence L that reaches the threshold
/// is known, so at most m - L code points are deleted and n - L inserted, D = m + n - 2L in all.
/// Of any D + 1 pieces of a text that do not overlap, one stays whole, since an edit breaks at most
/// one, and moves by at most m - L to the left or n - L to the right (Li, Deng, Wang, Feng 2011,
/// "Pass-Join"): only texts that share such a piece are looked at. Any pieces do, so those are
/// taken that fewest other texts have: a beginning that half the names share costs nothing. Of what
/// is left, texts whose counts of code points differ by more than D are passed over, since every
/// edit changes one of those counts by one. The rest is measured exactly.
class SimilarityIndex {
  public:
    static constexpr std::uint32_t kAll = std::numeric_limits<std::uint32_t>::max();

    /// `forms` must outlive the index; empty ones are never found. `threshold` is 1 .. 100.
    SimilarityIndex(std::span<const std::u32string> forms, int threshold);

    /// Calls `visit(position, similarity)` for each form before position `end` that reaches the
    /// threshold, in ascending order of position.
    void for_each_similar(std::u32string_view query, std::uint32_t end,
                          const std::function<void(std::uint32_t, int)>& visit) const;

  private:
    /// Counts of code points by class; they stop at 255.
    using Histogram = std::array<std::uint8_t, 32>;
    struct Piece {
        std::size_t start = 0;
        std::size_t length = 0;
    };
    /// A piece of a text, to be found by its key.
    struct Posting {
        std::uint64_t key = 0;
        std::uint32_t member = 0;
        std::uint32_t start = 0;
    };
    /// How far two texts of given lengths may be apart.
    struct Reach {
        std::size_t deletions = 0;
        std::size_t insertions = 0;
        [[nodiscard]] std::size_t edits() const { return deletions + insertions; }
    };

    [[nodiscard]] static Histogram histogram(std::u32string_view text);
    [[nodiscard]] static std::uint32_t distance(const Histogram& a, const Histogram& b);
    /// The least common subsequence that makes texts of `total` code points similar.
    [[nodiscard]] std::size_t least_common(std::size_t total) const;
    /// From a text of one length to one of the other; absent when none can be similar.
    [[nodiscard]] bool reach(std::size_t from, std::size_t to, Reach& result) const;
    /// Every number of edits that a text of this length may be away from a similar one.
    [[nodiscard]] std::vector<std::size_t> possible_edits(std::size_t length) const;
    void count_pieces();
    void choose_pieces(std::u32string_view text, std::size_t count,
                       std::vector<Piece>& pieces) const;
    void post_members(std::size_t length, const std::vector<std::uint32_t>& members);
    void sort_postings();
    [[nodiscard]] std::span<const Posting> postings_of(std::uint64_t key) const;
    void collect(std::u32string_view query, std::size_t length, const Reach& allowed,
                 std::uint32_t end, std::vector<std::uint32_t>& found) const;

    /// The postings whose piece may have moved to `start` of the query.
    static void collect_at(std::size_t start, std::span<const Posting> postings,
                           const Reach& allowed, std::uint32_t end,
                           std::vector<std::uint32_t>& found);

    std::span<const std::u32string> forms_;
    int threshold_;
    std::vector<Histogram> histograms_;
    std::map<std::size_t, std::vector<std::uint32_t>> members_;  ///< by length, ascending
    std::vector<std::uint32_t> counts_;  ///< about how often a piece occurs, by hash
    std::vector<Posting> postings_;      ///< by key, then member
    std::vector<std::size_t> starts_;    ///< by the leading bits of a key: its first posting
    unsigned shift_ = 0;
};

}  // namespace hubmine::identity
