#include "hubmine/core/column_batch.hpp"

#include "hubmine/core/time.hpp"

#include <chrono>
#include <stdexcept>
#include <string>

namespace hubmine::core {

namespace {

/// Gives the values of a column, row by row.
class CellReader {
  public:
    explicit CellReader(const BatchColumn& column) : column_(column) {}

    Cell next() {
        if (column_.present()[row_++] == 0) {
            return {};
        }
        const std::size_t at = value_++;
        switch (column_.type()) {
            case BatchType::kText:
                return std::string(column_.texts()[at]);
            case BatchType::kInteger:
                return column_.integers()[at];
            case BatchType::kReal:
                return column_.reals()[at];
            case BatchType::kTime:
                break;
        }
        return format_time(Timestamp(std::chrono::milliseconds(column_.integers()[at])));
    }

  private:
    const BatchColumn& column_;
    std::size_t row_ = 0;
    std::size_t value_ = 0;
};

void add_rows(const ColumnBatch& batch, RowSink& rows) {
    std::vector<CellReader> readers(batch.columns().begin(), batch.columns().end());
    for (std::size_t row = 0; row < batch.row_count(); ++row) {
        std::vector<Cell> cells;
        cells.reserve(readers.size());
        for (CellReader& reader : readers) {
            cells.push_back(reader.next());
        }
        rows.add_row(std::move(cells));
    }
}

}  // namespace

BatchType batch_type(const Column& column) {
    switch (column.type) {
        case CellType::kText:
            return column.unit == Unit::kTime ? BatchType::kTime : BatchType::kText;
        case CellType::kInteger:
            return BatchType::kInteger;
        case CellType::kReal:
            return BatchType::kReal;
        case CellType::kAny:
            break;
    }
    throw std::logic_error("a column of a batch has one type: " + column.name);
}

void BatchColumn::clear() {
    present_.clear();
    texts_.clear();
    integers_.clear();
    reals_.clear();
}

ColumnBatch::ColumnBatch(const std::vector<Column>& columns) {
    for (const Column& column : columns) {
        columns_.emplace_back(batch_type(column));
    }
}

void ColumnBatch::clear() {
    for (BatchColumn& column : columns_) {
        column.clear();
    }
}

TableStream table_of(const BatchStream& batches) {
    return {batches.schema, [batches](RowSink& rows) {
                batches.read([&rows](const ColumnBatch& batch) { add_rows(batch, rows); });
            }};
}

}  // namespace hubmine::core
