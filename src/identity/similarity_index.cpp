#include "similarity_index.hpp"

#include "hubmine/identity/similarity.hpp"

#include "common_subsequence.hpp"

#include <algorithm>
#include <bit>

namespace hubmine::identity {

SimilarityIndex::SimilarityIndex(std::span<const std::u32string> forms, int threshold)
    : forms_(forms), threshold_(threshold) {
    histograms_.reserve(forms.size());
    for (std::uint32_t i = 0; i < forms.size(); ++i) {
        histograms_.push_back(histogram(forms[i]));
        if (!forms[i].empty()) {
            cuts_[forms[i].size()].members.push_back(i);
        }
    }
    for (auto& [length, cut] : cuts_) {
        cut_members(length, cut);
    }
    sort_postings();
}

void SimilarityIndex::cut_members(std::size_t length, Cut& cut) {
    const std::size_t pieces = most_edits(length) + 1;
    if (pieces > length) {
        return;
    }
    for (std::size_t p = 0; p < pieces; ++p) {
        const std::size_t start = p * length / pieces;
        cut.pieces.push_back({start, (p + 1) * length / pieces - start});
    }
    for (const std::uint32_t member : cut.members) {
        const std::u32string_view text(forms_[member]);
        for (std::size_t p = 0; p < pieces; ++p) {
            const Piece& piece = cut.pieces[p];
            postings_.push_back({key(length, p, text.substr(piece.start, piece.length)), member});
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
    std::size_t first = starts_[bucket];
    const std::size_t end = starts_[bucket + 1];
    while (first < end && postings_[first].key < key) {
        ++first;
    }
    const auto begin = postings_.begin() + static_cast<std::ptrdiff_t>(first);
    const auto last = std::upper_bound(
        begin, postings_.begin() + static_cast<std::ptrdiff_t>(end), key,
        [](std::uint64_t wanted, const Posting& posting) { return wanted < posting.key; });
    return {begin, last};
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

std::uint64_t SimilarityIndex::key(std::size_t length, std::size_t piece,
                                   std::u32string_view text) {
    // Texts whose keys collide are told apart when they are measured.
    std::uint64_t hash = 0xCBF29CE484222325U;
    const auto mix = [&hash](std::uint64_t value) {
        hash = (hash ^ value) * 0x9E3779B97F4A7C15U;
        hash ^= hash >> 32U;
    };
    mix(length);
    mix(piece);
    for (const char32_t point : text) {
        mix(point);
    }
    return hash * 0x9E3779B97F4A7C15U;
}

std::size_t SimilarityIndex::least_common(std::size_t total) const {
    // 200 L / total has to reach threshold - 1/2, or to pass it: one of the next numbers does.
    std::size_t common = total * static_cast<std::size_t>(2 * threshold_ - 1) / 400;
    while (similarity_of_lengths(common, total) < threshold_) {
        ++common;
    }
    return common;
}

std::size_t SimilarityIndex::most_edits(std::size_t length) const {
    std::size_t most = 0;
    for (std::size_t other = length; least_common(length + other) <= length; ++other) {
        most = std::max(most, length + other - 2 * least_common(length + other));
    }
    for (std::size_t other = length; other > 0 && least_common(length + other) <= other; --other) {
        most = std::max(most, length + other - 2 * least_common(length + other));
    }
    return most;
}

void SimilarityIndex::collect(std::u32string_view query, std::size_t length, const Cut& cut,
                              std::uint32_t end, std::vector<std::uint32_t>& found) const {
    if (cut.pieces.empty()) {
        const auto last = std::lower_bound(cut.members.begin(), cut.members.end(), end);
        found.insert(found.end(), cut.members.begin(), last);
        return;
    }
    const std::size_t common = least_common(length + query.size());
    const std::size_t left = length - common;
    const std::size_t right = query.size() - common;
    for (std::size_t p = 0; p < cut.pieces.size(); ++p) {
        const Piece& piece = cut.pieces[p];
        if (piece.length > query.size()) {
            continue;
        }
        const std::size_t first = piece.start > left ? piece.start - left : 0;
        const std::size_t last = std::min(piece.start + right, query.size() - piece.length);
        for (std::size_t start = first; start <= last; ++start) {
            for (const Posting& posting :
                 postings_of(key(length, p, query.substr(start, piece.length)))) {
                if (posting.member >= end) {
                    break;
                }
                found.push_back(posting.member);
            }
        }
    }
}

void SimilarityIndex::for_each_similar(std::u32string_view query, std::uint32_t end,
                                       const std::function<void(std::uint32_t, int)>& visit) const {
    const Histogram counts = histogram(query);
    std::vector<std::uint32_t> found;
    for (const auto& [length, cut] : cuts_) {
        const std::size_t total = length + query.size();
        const std::size_t common = least_common(total);
        if (common > std::min(length, query.size())) {
            continue;
        }
        const std::size_t before = found.size();
        collect(query, length, cut, end, found);
        const auto too_far = [&](std::uint32_t member) {
            return distance(counts, histograms_[member]) > total - 2 * common;
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
