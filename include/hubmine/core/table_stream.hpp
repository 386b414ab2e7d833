#pragma once

#include "hubmine/core/table.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

/// Tables whose rows are made while they are written, so that a long one is never in memory.
namespace hubmine::core {

/// Takes some rows of a table; all chunks of a table have its schema.
using TakeChunk = std::function<void(const Table& chunk)>;

/// Where rows are added one by one: hands them on in chunks and holds no more than one.
class RowSink {
  public:
    /// Rows of a chunk: many enough that its making costs nothing, few enough to stay in a cache.
    static constexpr std::size_t kChunkRows = 4096;

    /// `take` must outlive this.
    RowSink(Schema schema, const TakeChunk& take) : chunk_(std::move(schema)), take_(take) {}

    [[nodiscard]] const std::vector<Column>& columns() const { return chunk_.columns(); }
    /// As Table::add_row; may throw what `take` throws.
    void add_row(std::vector<Cell> cells);
    /// Hands on what is left. Rows that were added since the last chunk are lost without it.
    void flush();

  private:
    Table chunk_;
    const TakeChunk& take_;
};

/// A table for whoever writes it: its schema first, then its rows, a chunk at a time.
class TableStream {
  public:
    /// Adds every row in order, the same ones each time that it is called. What it refers to must
    /// outlive the stream.
    using Fill = std::function<void(RowSink& rows)>;

    /// A table that is in memory already: one chunk.
    explicit TableStream(Table table);
    /// One that `fill` makes each time that it is read.
    TableStream(Schema schema, Fill fill);
    /// One whose rows `read` hands on in chunks each time that it is read.
    static TableStream of_chunks(Schema schema, std::function<void(const TakeChunk&)> read);

    [[nodiscard]] const Schema& schema() const { return schema_; }
    [[nodiscard]] const std::string& name() const { return schema_.name; }
    /// Calls `take` with the rows, in order; not at all when there are none. May be called again.
    void for_each_chunk(const TakeChunk& take) const { read_(take); }
    /// Every row at once, in memory.
    [[nodiscard]] Table gathered() const;

  private:
    TableStream() = default;

    Schema schema_;
    std::function<void(const TakeChunk&)> read_;
};

}  // namespace hubmine::core
