#pragma once

#include "hubmine/core/time.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <limits>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <vector>

namespace hubmine::core {

/// Whole numbers or moments of which some are missing: 8 bytes each, where a vector of optional
/// ones takes 16. The smallest number of 64 bits means that there is none, and cannot be held.
template <typename T>
class OptionalColumn {
    static_assert(std::is_same_v<T, std::int64_t> || std::is_same_v<T, Timestamp>);

  public:
    static constexpr std::int64_t kMissing = std::numeric_limits<std::int64_t>::min();

    /// Reads values in order.
    class Iterator {
      public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = std::optional<T>;
        using difference_type = std::ptrdiff_t;
        using pointer = const value_type*;
        using reference = value_type;

        Iterator() = default;
        explicit Iterator(const std::int64_t* at) : at_(at) {}
        [[nodiscard]] std::optional<T> operator*() const { return value_of(*at_); }
        Iterator& operator++() {
            ++at_;
            return *this;
        }
        Iterator operator++(int) {
            Iterator before = *this;
            ++at_;
            return before;
        }
        friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

      private:
        const std::int64_t* at_ = nullptr;
    };
    using value_type = std::optional<T>;
    using iterator = Iterator;
    using const_iterator = Iterator;

    OptionalColumn() = default;
    OptionalColumn(std::initializer_list<std::optional<T>> values) {
        for (const std::optional<T>& value : values) {
            push_back(value);
        }
    }

    /// Throws std::out_of_range for the number that cannot be held.
    void push_back(const std::optional<T>& value) { numbers_.push_back(number_of(value)); }
    /// The last value becomes another one.
    void replace_back(const std::optional<T>& value) { numbers_.back() = number_of(value); }
    /// Takes over the values of another one, behind its own.
    void append(OptionalColumn&& next) {
        if (numbers_.empty()) {
            numbers_ = std::move(next.numbers_);
        } else {
            numbers_.insert(numbers_.end(), next.numbers_.begin(), next.numbers_.end());
        }
        std::vector<std::int64_t>().swap(next.numbers_);
    }

    void reserve(std::size_t values) { numbers_.reserve(values); }

    [[nodiscard]] std::size_t size() const { return numbers_.size(); }
    [[nodiscard]] bool empty() const { return numbers_.empty(); }
    [[nodiscard]] std::optional<T> operator[](std::size_t i) const { return value_of(numbers_[i]); }
    [[nodiscard]] Iterator begin() const { return Iterator(numbers_.data()); }
    [[nodiscard]] Iterator end() const { return Iterator(numbers_.data() + numbers_.size()); }

    friend bool operator==(const OptionalColumn&, const OptionalColumn&) = default;

  private:
    static std::int64_t number_of(const std::optional<T>& value) {
        if (!value) {
            return kMissing;
        }
        std::int64_t number = 0;
        if constexpr (std::is_same_v<T, Timestamp>) {
            number = value->time_since_epoch().count();
        } else {
            number = *value;
        }
        if (number == kMissing) {
            throw std::out_of_range("a column holds no number as small as that");
        }
        return number;
    }
    static std::optional<T> value_of(std::int64_t number) {
        if (number == kMissing) {
            return std::nullopt;
        }
        if constexpr (std::is_same_v<T, Timestamp>) {
            return Timestamp(std::chrono::milliseconds(number));
        } else {
            return number;
        }
    }

    std::vector<std::int64_t> numbers_;
};

}  // namespace hubmine::core
