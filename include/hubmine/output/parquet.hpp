#pragma once

#include "hubmine/core/column_batch.hpp"
#include "hubmine/core/table.hpp"

#include <cstddef>
#include <memory>
#include <ostream>
#include <vector>

namespace hubmine::output {

/// How a Parquet file is cut up. What is held in memory at a time is a row group, packed.
struct ParquetBounds {
    std::size_t group_rows = 131'072;          ///< rows of a row group at most
    std::size_t group_bytes = 24U << 20U;      ///< bytes held that end one before
    std::size_t page_bytes = 1U << 20U;        ///< bytes of values that end a page
    std::size_t dictionary_bytes = 1U << 20U;  ///< of plain values; beyond, values stand plainly
};

/// A table as a Parquet file, written from front to back: flat columns that may all be missing,
/// text as UTF-8 strings, whole numbers as INT64, reals as DOUBLE, moments as timestamps in UTC to
/// the millisecond; dictionaries where values repeat, pages packed by zstd and with checksums,
/// bounds and counts of missing values. Same rows and bounds, same bytes. Failures to write show in
/// the stream's state.
class ParquetWriter {
  public:
    /// `columns` as core::batch_type() takes them.
    ParquetWriter(std::ostream& out, const std::vector<core::Column>& columns,
                  const ParquetBounds& bounds = {});
    ParquetWriter(const ParquetWriter&) = delete;
    ParquetWriter& operator=(const ParquetWriter&) = delete;
    ParquetWriter(ParquetWriter&&) = delete;
    ParquetWriter& operator=(ParquetWriter&&) = delete;
    ~ParquetWriter();

    /// Rows of these columns. Text must be valid UTF-8.
    void add(const core::ColumnBatch& rows);
    /// What stands at the end, without which there is no file.
    void finish();

  private:
    struct File;
    std::unique_ptr<File> file_;
};

}  // namespace hubmine::output
