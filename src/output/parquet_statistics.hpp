#pragma once

#include "thrift_compact.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hubmine::output {

/// The least text that is greater than every text that begins with `prefix`, which is valid UTF-8
/// as the result is; absent where there is none.
[[nodiscard]] std::optional<std::string> next_text(std::string_view prefix);

/// What is known of the values of a column chunk without reading it.
class ParquetStatistics {
  public:
    /// `of_reals`: NaN is counted, and is no bound.
    explicit ParquetStatistics(bool of_reals) : of_reals_(of_reals) {}

    void note_missing(std::int64_t count) { missing_ += count; }
    void note(std::int64_t number);
    /// NaN is to be noted apart.
    void note(double number);
    void note_no_numbers(std::int64_t count) { no_numbers_ += count; }
    void note(std::string_view text);
    void clear() { *this = ParquetStatistics(of_reals_); }

    /// The struct Statistics as that field.
    void write(ThriftWriter& thrift, int field) const;

  private:
    /// One bound, laid out plainly.
    struct Bound {
        std::string bytes;
        bool exact = true;
    };
    [[nodiscard]] std::optional<Bound> least() const;
    [[nodiscard]] std::optional<Bound> most() const;

    template <typename Value>
    struct Range {
        Value least;
        Value most;
    };
    bool of_reals_;
    std::int64_t missing_ = 0;
    std::int64_t no_numbers_ = 0;
    std::optional<Range<std::int64_t>> integers_;
    std::optional<Range<double>> reals_;
    std::optional<Range<std::string>> texts_;  ///< of long ones the beginnings
};

}  // namespace hubmine::output
