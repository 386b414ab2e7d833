#include "position_set.hpp"

#include <algorithm>

namespace hubmine::store {

namespace {

constexpr unsigned kDigitBits = 7;
constexpr std::uint32_t kMore = 0x80;

}  // namespace

PositionSet::PositionSet(std::size_t count, bool all)
    : count_(count), words_((count + kBits - 1) / kBits, all ? ~std::uint64_t{0} : 0) {}

void PositionSet::keep(const PositionSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
        words_[i] &= other.words_[i];
    }
}

void PositionSet::remove(const PositionSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
        words_[i] &= ~other.words_[i];
    }
}

void Postings::add(std::string_view key, std::uint32_t position) {
    auto found = postings_.find(key);
    if (found == postings_.end()) {
        found = postings_.emplace(std::string(key), Posting()).first;
    }
    Posting& posting = found->second;
    if (position < posting.next) {
        return;
    }
    std::uint32_t distance = position - posting.next;
    for (; distance >= kMore; distance >>= kDigitBits) {
        posting.bytes += static_cast<char>(distance | kMore);
    }
    posting.bytes += static_cast<char>(distance);
    posting.next = position + 1;
}

std::vector<std::string_view> Postings::keys() const {
    std::vector<std::string_view> keys;
    keys.reserve(postings_.size());
    for (const auto& [key, posting] : postings_) {
        keys.emplace_back(key);
    }
    std::sort(keys.begin(), keys.end());
    return keys;
}

std::string_view Postings::bytes(std::string_view key) const {
    return postings_.find(key)->second.bytes;
}

bool add_posting(std::string_view bytes, PositionSet& into) {
    std::uint64_t next = 0;
    std::uint64_t distance = 0;
    unsigned shift = 0;
    for (const char byte : bytes) {
        const auto digit = static_cast<unsigned char>(byte);
        distance |= std::uint64_t{digit & (kMore - 1)} << shift;
        shift += kDigitBits;
        if ((digit & kMore) == 0) {
            next += distance;
            if (next >= into.count()) {
                return false;
            }
            into.add(static_cast<std::uint32_t>(next));
            ++next;
            distance = 0;
            shift = 0;
        } else if (shift > 4 * kDigitBits) {
            return false;
        }
    }
    return shift == 0;
}

}  // namespace hubmine::store
