#pragma once

#include "hubmine/analysis/result.hpp"
#include "hubmine/core/number_in.hpp"
#include "hubmine/core/table.hpp"

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace hubmine::analysis {

/// A table to take the numbers of a sentence from, so that both tell the same.
class Told {
  public:
    /// A column and the text that a row has there.
    using Pair = std::pair<std::string_view, std::string_view>;
    using Key = std::initializer_list<Pair>;

    /// One of those that were made; where it was not wanted, nothing is found.
    Told(const Result& result, std::string_view name);
    explicit Told(core::Table table) : table_(std::move(table)) {}

    /// The number in the first row that has these texts; absent when there is none.
    [[nodiscard]] std::optional<double> number(const Key& key, std::string_view column) const;
    /// The cell in the first row that has these texts; absent when there is no such row.
    [[nodiscard]] std::optional<core::Cell> cell(std::span<const Pair> key,
                                                 std::string_view column) const;
    /// How many rows there are.
    [[nodiscard]] std::size_t size() const { return table_ ? table_->row_count() : 0; }
    /// The cell in a row. The column must be there.
    [[nodiscard]] core::Cell at(std::size_t row, std::string_view column) const;

  private:
    std::optional<core::Table> table_;
};

using core::number_in;

}  // namespace hubmine::analysis
