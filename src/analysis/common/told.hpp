#pragma once

#include "hubmine/analysis/result.hpp"
#include "hubmine/core/table.hpp"

#include <initializer_list>
#include <optional>
#include <string_view>
#include <utility>

namespace hubmine::analysis {

/// A table to take the numbers of a sentence from, so that both tell the same.
class Told {
  public:
    /// Columns and the texts that a row has there.
    using Key = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    /// One of those that were made; where it was not wanted, nothing is found.
    Told(const Result& result, std::string_view name);
    explicit Told(core::Table table) : table_(std::move(table)) {}

    /// The number in the first row that has these texts; absent when there is none.
    [[nodiscard]] std::optional<double> number(const Key& key, std::string_view column) const;

  private:
    [[nodiscard]] core::Cell cell(std::size_t row, std::string_view column) const;

    std::optional<core::Table> table_;
};

}  // namespace hubmine::analysis
