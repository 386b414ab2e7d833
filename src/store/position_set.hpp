#pragma once

#include "hubmine/core/text_map.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hubmine::store {

/// Some of the repositories of a search index, a bit each.
class PositionSet {
  public:
    PositionSet(std::size_t count, bool all);

    void add(std::uint32_t position) {
        words_[position / kBits] |= std::uint64_t{1} << (position % kBits);
    }
    [[nodiscard]] bool contains(std::uint32_t position) const {
        return (words_[position / kBits] >> (position % kBits) & 1U) != 0;
    }
    [[nodiscard]] std::size_t count() const { return count_; }
    /// Only those that are in the other one, too; of the same count.
    void keep(const PositionSet& other);
    void remove(const PositionSet& other);

  private:
    static constexpr std::size_t kBits = 64;
    std::size_t count_;
    std::vector<std::uint64_t> words_;
};

/// Which repositories have what, by a key: the distances between ascending positions, seven bits a
/// byte.
class Postings {
  public:
    /// Positions of a key come in ascending order; one that is there already is left out.
    void add(std::string_view key, std::uint32_t position);
    /// The keys, in order.
    [[nodiscard]] std::vector<std::string_view> keys() const;
    [[nodiscard]] std::string_view bytes(std::string_view key) const;

  private:
    struct Posting {
        std::string bytes;
        std::uint32_t next = 0;  ///< the least position that is not there yet
    };
    core::TextMap<Posting> postings_;
};

/// Adds what stands in the bytes of a posting; false when they are none of so many repositories.
[[nodiscard]] bool add_posting(std::string_view bytes, PositionSet& into);

}  // namespace hubmine::store
