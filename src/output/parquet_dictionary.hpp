#pragma once

#include "hubmine/core/texts.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace hubmine::output {

/// The values of a column in the order in which they were met, each once. `Values` is core::Texts
/// or a vector of numbers.
template <typename Values>
class ParquetDictionary {
  public:
    using Value = typename Values::value_type;

    /// The number of a value. `met` is called with one that is new.
    template <typename Met>
    std::uint32_t index_of(Value value, const Met& met) {
        if (last_ < values_.size() && values_[last_] == value) {
            return last_;
        }
        if (2 * (values_.size() + 1) > slots_.size()) {
            grow();
        }
        const std::uint64_t hash = hash_of(value);
        std::size_t at = slot_of(hash);
        while (slots_[at] != 0) {
            const std::uint32_t index = slots_[at] - 1;
            if (hashes_[index] == hash && values_[index] == value) {
                return last_ = index;
            }
            at = (at + 1) & (slots_.size() - 1);
        }
        last_ = static_cast<std::uint32_t>(values_.size());
        slots_[at] = last_ + 1;
        values_.push_back(value);
        hashes_.push_back(hash);
        met(value);
        return last_;
    }

    [[nodiscard]] const Values& values() const { return values_; }
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(values_.size()); }
    void clear() {
        values_.clear();
        hashes_.clear();
        slots_.clear();
        last_ = 0;
    }

  private:
    /// Spread over all bits: std::hash of a number is the number.
    static std::uint64_t hash_of(Value value) {
        constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15;
        return std::hash<Value>{}(value)*kGolden;
    }
    [[nodiscard]] std::size_t slot_of(std::uint64_t hash) const {
        return static_cast<std::size_t>(hash >> 32U) & (slots_.size() - 1);
    }
    void grow() {
        constexpr std::size_t kFirst = 256;
        slots_.assign(slots_.empty() ? kFirst : 2 * slots_.size(), 0);
        for (std::uint32_t index = 0; index < hashes_.size(); ++index) {
            std::size_t at = slot_of(hashes_[index]);
            while (slots_[at] != 0) {
                at = (at + 1) & (slots_.size() - 1);
            }
            slots_[at] = index + 1;
        }
    }

    Values values_;
    std::vector<std::uint64_t> hashes_;
    std::vector<std::uint32_t> slots_;  ///< index + 1; 0 = free
    std::uint32_t last_ = 0;
};

}  // namespace hubmine::output
