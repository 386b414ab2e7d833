#include "similarity_index.hpp"

#include "hubmine/identity/similarity.hpp"

#include "common_subsequence.hpp"

#include <algorithm>
#include <bit>

namespace hubmine::identity {

namespace {

/// Lengths of pieces. Longer ones are hardly rarer, and each length is one more thing to look up.
constexpr std::size_t kShortest = 2;
constexpr std::size_t kLongest = 4;

class Hash {
  public:
    void mix(std::uint64_t value) {
        state_ = (state_ ^ value) * 0x9E3779B97F4A7C15U;
        state_ ^= state_ >> 32U;
    }
    [[nodiscard]] std::uint64_t value() const { return state_ * 0x9E3779B97F4A7C15U; }

  private:
    std::uint64_t state_ = 0xCBF29CE484222325U;
};

/// A piece of a text of this length. Pieces whose keys collide are told apart by measuring.
std::uint64_t piece_key(std::size_t length, std::size_t edits, std::u32string_view piece) {
    Hash hash;
    hash.mix(length << 32U | edits << 8U | piece.size());
    for (const char32_t point : piece) {
        hash.mix(point);
    }
    return hash.value();
}

/// Too short to be cut into so many pieces.
bool is_too_short(std::size_t length, std::size_t edits) {
    return length < kShortest * (edits + 1);
}

}  // namespace

SimilarityIndex::SimilarityIndex(std::span<const std::u32string> forms, int threshold)
    : forms_(forms), threshold_(threshold) {
    histograms_.reserve(forms.size());
    for (std::uint32_t i = 0; i < forms.size(); ++i) {
        histograms_.push_back(histogram(forms[i]));
        if (!forms[i].empty()) {
            members_[forms[i].size()].push_back(i);
        }
    }
    count_pieces();
    for (const auto& [length, members] : members_) {
        post_members(length, members);
    }
    sort_postings();
    counts_ = {};
}

void SimilarityIndex::count_pieces() {
    std::size_t pieces = 0;
    for (const std::u32string& form : forms_) {
        pieces += form.size();
    }
    counts_.assign(std::bit_ceil(std::max<std::size_t>(pieces, 1) * 2), 0);
    for (const std::u32string& form : forms_) {
        const std::u32string_view text(form);
        for (std::size_t start = 0; start < text.size(); ++start) {
            for (std::size_t q = kShortest; q <= kLongest && start + q <= text.size(); ++q) {
                ++counts_[piece_key(text.size(), 0, text.substr(start, q)) % counts_.size()];
            }
        }
    }
}

void SimilarityIndex::choose_pieces(std::u32string_view text, std::size_t count,
                                    std::vector<Piece>& pieces) const {
    // least[i][j]: the fewest occurrences of j pieces within the first i code points.
    constexpr std::uint64_t kImpossible = std::numeric_limits<std::uint64_t>::max() / 2;
    const std::size_t width = count + 1;
    std::vector<std::uint64_t> least((text.size() + 1) * width, kImpossible);
    std::vector<std::uint8_t> last((text.size() + 1) * width, 0);  // length of a piece ending here
    least[0] = 0;
    for (std::size_t i = 1; i <= text.size(); ++i) {
        for (std::size_t j = 0; j < width; ++j) {
            least[i * width + j] = least[(i - 1) * width + j];
        }
        for (std::size_t q = kShortest; q <= std::min(kLongest, i); ++q) {
            const std::uint64_t occurrences =
                counts_[piece_key(text.size(), 0, text.substr(i - q, q)) % counts_.size()];
            for (std::size_t j = 1; j < width; ++j) {
                const std::uint64_t sum = least[(i - q) * width + j - 1] + occurrences;
                if (sum < least[i * width + j]) {
                    least[i * width + j] = sum;
                    last[i * width + j] = static_cast<std::uint8_t>(q);
                }
            }
        }
    }
    pieces.clear();
    std::size_t i = text.size();
    for (std::size_t j = count; j > 0;) {
        const std::size_t q = last[i * width + j];
        if (q == 0) {
            --i;
            continue;
        }
        i -= q;
        --j;
        pieces.push_back({i, q});
    }
}

void SimilarityIndex::post_members(std::size_t length, const std::vector<std::uint32_t>& members) {
    std::vector<Piece> pieces;
    for (const std::size_t edits : possible_edits(length)) {
        if (is_too_short(length, edits)) {
            continue;
        }
        for (const std::uint32_t member : members) {
            const std::u32string_view text(forms_[member]);
            choose_pieces(text, edits + 1, pieces);
            for (const Piece& piece : pieces) {
                postings_.push_back(
                    {piece_key(length, edits, text.substr(piece.start, piece.length)), member,
                     static_cast<std::uint32_t>(piece.start)});
            }
        }
    }
}

void SimilarityIndex::sort_postings() {
    std::sort(postings_.begin(), postings_.end(), [](const Posting& a, const Posting& b) {
        return a.key != b.key ? a.key < b.key : a.member < b.member;
    });
    const auto bits = static_cast<unsigned>(std::bit_width(postings_.size() | 1U));
    shift_ = 64 - bits;
    starts_.assign((std::size_t{1} << bits) + 1, 0);
    for (const Posting& posting : postings_) {
        ++starts_[(posting.key >> shift_) + 1];
    }
    for (std::size_t i = 1; i < starts_.size(); ++i) {
        starts_[i] += starts_[i - 1];
    }
}

std::span<const SimilarityIndex::Posting> SimilarityIndex::postings_of(std::uint64_t key) const {
    const std::size_t bucket = key >> shift_;
    const auto begin = postings_.begin() + static_cast<std::ptrdiff_t>(starts_[bucket]);
    const auto end = postings_.begin() + static_cast<std::ptrdiff_t>(starts_[bucket + 1]);
    const auto first = std::partition_point(
        begin, end, [key](const Posting& posting) { return posting.key < key; });
    const auto last = std::partition_point(
        first, end, [key](const Posting& posting) { return posting.key == key; });
    return {first, last};
}

SimilarityIndex::Histogram SimilarityIndex::histogram(std::u32string_view text) {
    Histogram counts{};
    for (const char32_t point : text) {
        std::uint8_t& count = counts[point % counts.size()];
        count = static_cast<std::uint8_t>(std::min(count + 1, 255));
    }
    return counts;
}

std::uint32_t SimilarityIndex::distance(const Histogram& a, const Histogram& b) {
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        sum += static_cast<std::uint32_t>(std::max(a[i], b[i]) - std::min(a[i], b[i]));
    }
    return sum;
}

std::size_t SimilarityIndex::least_common(std::size_t total) const {
    // 200 L / total has to reach threshold - 1/2, or to pass it: one of the next numbers does.
    std::size_t common = total * static_cast<std::size_t>(2 * threshold_ - 1) / 400;
    while (similarity_of_lengths(common, total) < threshold_) {
        ++common;
    }
    return common;
}

bool SimilarityIndex::reach(std::size_t from, std::size_t to, Reach& result) const {
    const std::size_t common = least_common(from + to);
    if (common > std::min(from, to)) {
        return false;
    }
    result = {.deletions = from - common, .insertions = to - common};
    return true;
}

std::vector<std::size_t> SimilarityIndex::possible_edits(std::size_t length) const {
    std::vector<std::size_t> edits;
    Reach allowed;
    for (std::size_t other = length; reach(length, other, allowed); ++other) {
        edits.push_back(allowed.edits());
    }
    for (std::size_t other = length; other > 0 && reach(length, other, allowed); --other) {
        edits.push_back(allowed.edits());
    }
    std::sort(edits.begin(), edits.end());
    edits.erase(std::unique(edits.begin(), edits.end()), edits.end());
    return edits;
}

void SimilarityIndex::collect(std::u32string_view query, std::size_t length, const Reach& allowed,
                              std::uint32_t end, std::vector<std::uint32_t>& found) const {
    if (is_too_short(length, allowed.edits())) {
        const auto& members = members_.at(length);
        found.insert(found.end(), members.begin(),
                     std::lower_bound(members.begin(), members.end(), end));
        return;
    }
    for (std::size_t start = 0; start < query.size(); ++start) {
        for (std::size_t q = kShortest; q <= kLongest && start + q <= query.size(); ++q) {
            const std::uint64_t key = piece_key(length, allowed.edits(), query.substr(start, q));
            collect_at(start, postings_of(key), allowed, end, found);
        }
    }
}

void SimilarityIndex::collect_at(std::size_t start, std::span<const Posting> postings,
                                 const Reach& allowed, std::uint32_t end,
                                 std::vector<std::uint32_t>& found) {
    for (const Posting& posting : postings) {
        if (posting.member >= end) {
            return;
        }
        const bool moved_little = posting.start <= start + allowed.deletions &&
                                  start <= posting.start + allowed.insertions;
        if (moved_little) {
            found.push_back(posting.member);
        }
    }
}

void SimilarityIndex::for_each_similar(std::u32string_view query, std::uint32_t end,
                                       const std::function<void(std::uint32_t, int)>& visit) const {
    const Histogram counts = histogram(query);
    std::vector<std::uint32_t> found;
    for (const auto& [length, members] : members_) {
        Reach allowed;
        if (members.front() >= end || !reach(length, query.size(), allowed)) {
            continue;
        }
        const std::size_t before = found.size();
        collect(query, length, allowed, end, found);
        const auto too_far = [&](std::uint32_t member) {
            return distance(counts, histograms_[member]) > allowed.edits();
        };
        found.erase(std::remove_if(found.begin() + static_cast<std::ptrdiff_t>(before), found.end(),
                                   too_far),
                    found.end());
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    if (found.empty()) {
        return;
    }
    CommonSubsequence measure(query);
    for (const std::uint32_t position : found) {
        const std::size_t total = forms_[position].size() + query.size();
        const int reached = similarity_of_lengths(measure.with(forms_[position]), total);
        if (reached >= threshold_) {
            visit(position, reached);
        }
    }
}

}  // namespace hubmine::identity
