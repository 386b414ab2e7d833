#include "hubmine/core/table_stream.hpp"

#include <memory>
#include <utility>

namespace hubmine::core {

void RowSink::add_row(std::vector<Cell> cells) {
    chunk_.add_row(std::move(cells));
    if (chunk_.row_count() == kChunkRows) {
        flush();
    }
}

void RowSink::flush() {
    if (chunk_.row_count() > 0) {
        take_(chunk_);
        chunk_.clear();
    }
}

TableStream::TableStream(Table table) : schema_(table.schema()) {
    // A function can be copied, and so can streams; the rows are there once.
    read_ = [held = std::make_shared<const Table>(std::move(table))](const TakeChunk& take) {
        if (held->row_count() > 0) {
            take(*held);
        }
    };
}

TableStream::TableStream(Schema schema, Fill fill) : schema_(std::move(schema)) {
    read_ = [schema = schema_, fill = std::move(fill)](const TakeChunk& take) {
        RowSink rows(schema, take);
        fill(rows);
        rows.flush();
    };
}

TableStream TableStream::of_chunks(Schema schema, std::function<void(const TakeChunk&)> read) {
    TableStream stream;
    stream.schema_ = std::move(schema);
    stream.read_ = std::move(read);
    return stream;
}

Table TableStream::gathered() const {
    Table all(schema_);
    for_each_chunk([&all](const Table& chunk) {
        for (std::size_t row = 0; row < chunk.row_count(); ++row) {
            all.add_row(chunk.row(row));
        }
    });
    return all;
}

}  // namespace hubmine::core
