#pragma once

#include "hubmine/core/table.hpp"
#include "hubmine/core/table_stream.hpp"
#include "hubmine/core/texts.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

/// Rows as flat arrays, for what has too many of them to make a cell of each value.
namespace hubmine::core {

/// How the values of a column lie in a batch.
enum class BatchType { kText, kInteger, kReal, kTime };

/// Of a column of text whose unit is a time the moments themselves, not how they are written.
/// Throws std::logic_error for a column whose cells have no common type.
[[nodiscard]] BatchType batch_type(const Column& column);

/// The values of one column. Those that are there lie one behind the other, missing ones leave no
/// gap.
class BatchColumn {
  public:
    explicit BatchColumn(BatchType type) : type_(type) {}

    void add_missing() { present_.push_back(0); }
    void add_text(std::string_view text) {
        present_.push_back(1);
        texts_.push_back(text);
    }
    /// A whole number, or milliseconds since 1970 UTC.
    void add_integer(std::int64_t number) {
        present_.push_back(1);
        integers_.push_back(number);
    }
    void add_real(double number) {
        present_.push_back(1);
        reals_.push_back(number);
    }
    void clear();

    [[nodiscard]] BatchType type() const { return type_; }
    /// A byte a row: 1 = it has a value.
    [[nodiscard]] const std::vector<std::uint8_t>& present() const { return present_; }
    [[nodiscard]] const Texts& texts() const { return texts_; }  ///< kText
    [[nodiscard]] const std::vector<std::int64_t>& integers() const {
        return integers_;
    }                                                                          ///< kInteger, kTime
    [[nodiscard]] const std::vector<double>& reals() const { return reals_; }  ///< kReal

  private:
    BatchType type_;
    std::vector<std::uint8_t> present_;
    Texts texts_;
    std::vector<std::int64_t> integers_;
    std::vector<double> reals_;
};

/// Some rows of a table.
class ColumnBatch {
  public:
    /// No more rows than this go into one, so that it stays in a cache.
    static constexpr std::size_t kMostRows = 4096;

    explicit ColumnBatch(const std::vector<Column>& columns);

    [[nodiscard]] std::size_t row_count() const {
        return columns_.empty() ? 0 : columns_.front().present().size();
    }
    [[nodiscard]] std::vector<BatchColumn>& columns() { return columns_; }
    [[nodiscard]] const std::vector<BatchColumn>& columns() const { return columns_; }
    /// Takes every row away; the room that they took is kept for others.
    void clear();

  private:
    std::vector<BatchColumn> columns_;
};

/// Takes some rows of a table.
using TakeBatch = std::function<void(const ColumnBatch& rows)>;

/// A table whose rows come in batches, in order, a new reading each time that it is read.
struct BatchStream {
    Schema schema;
    std::function<void(const TakeBatch&)> read;
};

/// The same table for whoever wants cells; moments are told as ISO 8601. `batches` is copied.
[[nodiscard]] TableStream table_of(const BatchStream& batches);

}  // namespace hubmine::core
