#include "hubmine/core/version.hpp"
#include "hubmine/output/parquet.hpp"

#include "parquet_column.hpp"
#include "parquet_numbers.hpp"
#include "thrift_compact.hpp"
#include "zstd_packer.hpp"

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace hubmine::output {

namespace {

constexpr std::string_view kParquetMark = "PAR1";

ParquetType stored_type(core::BatchType type) {
    switch (type) {
        case core::BatchType::kText:
            return ParquetType::kByteArray;
        case core::BatchType::kReal:
            return ParquetType::kDouble;
        case core::BatchType::kInteger:
        case core::BatchType::kTime:
            break;
    }
    return ParquetType::kInt64;
}

void write_leaf(ThriftWriter& thrift, const core::Column& column) {
    const core::BatchType type = core::batch_type(column);
    thrift.begin_element();
    thrift.int32(1, static_cast<std::int32_t>(stored_type(type)));
    thrift.int32(3, kParquetOptional);
    thrift.binary(4, column.name);
    // What it means is told in the old way, too, for old readers.
    if (type == core::BatchType::kText) {
        thrift.int32(6, static_cast<std::int32_t>(ParquetConverted::kUtf8));
        thrift.begin_struct(10);
        thrift.begin_struct(1);
        thrift.end_struct();
        thrift.end_struct();
    } else if (type == core::BatchType::kTime) {
        thrift.int32(6, static_cast<std::int32_t>(ParquetConverted::kTimestampMillis));
        thrift.begin_struct(10);
        thrift.begin_struct(8);
        thrift.boolean(1, true);
        thrift.begin_struct(2);
        thrift.begin_struct(1);
        thrift.end_struct();
        thrift.end_struct();
        thrift.end_struct();
        thrift.end_struct();
    }
    thrift.end_element();
}

void write_schema(ThriftWriter& thrift, const std::vector<core::Column>& columns) {
    thrift.begin_list(2, ThriftType::kStruct, columns.size() + 1);
    thrift.begin_element();
    thrift.binary(4, "schema");
    thrift.int32(5, static_cast<std::int32_t>(columns.size()));
    thrift.end_element();
    for (const core::Column& column : columns) {
        write_leaf(thrift, column);
    }
}

void write_page_counts(ThriftWriter& thrift, const ParquetChunk& chunk) {
    const auto write = [&thrift](ParquetPage page, ParquetEncoding encoding, std::int64_t count) {
        thrift.begin_element();
        thrift.int32(1, static_cast<std::int32_t>(page));
        thrift.int32(2, static_cast<std::int32_t>(encoding));
        thrift.int32(3, static_cast<std::int32_t>(count));
        thrift.end_element();
    };
    const bool has_dictionary = chunk.dictionary_pages > 0;
    thrift.begin_list(13, ThriftType::kStruct,
                      (has_dictionary ? 2U : 0U) + (chunk.plain_pages > 0 ? 1U : 0U));
    if (has_dictionary) {
        write(ParquetPage::kDictionary, ParquetEncoding::kPlain, 1);
        write(ParquetPage::kData, ParquetEncoding::kRleDictionary, chunk.dictionary_pages);
    }
    if (chunk.plain_pages > 0) {
        write(ParquetPage::kData, ParquetEncoding::kPlain, chunk.plain_pages);
    }
}

void write_chunk(ThriftWriter& thrift, const core::Column& column, const ParquetChunk& chunk) {
    const bool has_dictionary = chunk.dictionary_pages > 0;
    thrift.begin_element();
    thrift.int64(2, 0);
    thrift.begin_struct(3);
    thrift.int32(1, static_cast<std::int32_t>(stored_type(core::batch_type(column))));
    thrift.begin_list(2, ThriftType::kInt32, has_dictionary ? 3 : 2);
    thrift.element_int32(static_cast<std::int32_t>(ParquetEncoding::kPlain));
    thrift.element_int32(static_cast<std::int32_t>(ParquetEncoding::kRle));
    if (has_dictionary) {
        thrift.element_int32(static_cast<std::int32_t>(ParquetEncoding::kRleDictionary));
    }
    thrift.begin_list(3, ThriftType::kBinary, 1);
    thrift.element_binary(column.name);
    thrift.int32(4, kParquetZstd);
    thrift.int64(5, chunk.values);
    thrift.int64(6, chunk.unpacked_size);
    thrift.int64(7, chunk.size);
    thrift.int64(9, chunk.offset + chunk.dictionary_size);
    if (has_dictionary) {
        thrift.int64(11, chunk.offset);
    }
    chunk.statistics.write(thrift, 12);
    write_page_counts(thrift, chunk);
    thrift.end_struct();
    thrift.end_element();
}

void write_group(ThriftWriter& thrift, const std::vector<core::Column>& columns,
                 const ParquetGroup& group) {
    std::int64_t unpacked = 0;
    std::int64_t packed = 0;
    thrift.begin_element();
    thrift.begin_list(1, ThriftType::kStruct, group.chunks.size());
    for (std::size_t i = 0; i < group.chunks.size(); ++i) {
        write_chunk(thrift, columns[i], group.chunks[i]);
        unpacked += group.chunks[i].unpacked_size;
        packed += group.chunks[i].size;
    }
    thrift.int64(2, unpacked);
    thrift.int64(3, group.rows);
    thrift.int64(5, group.offset);
    thrift.int64(6, packed);
    thrift.end_element();
}

}  // namespace

struct ParquetWriter::File {
    File(std::ostream& stream, std::vector<core::Column> told, const ParquetBounds& limits)
        : out(stream), schema(std::move(told)), bounds(limits) {
        for (const core::Column& column : schema) {
            columns.emplace_back(core::batch_type(column), bounds, packer);
        }
    }

    void put(std::string_view bytes) {
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        written += static_cast<std::int64_t>(bytes.size());
    }

    [[nodiscard]] std::size_t held_bytes() const {
        std::size_t bytes = 0;
        for (const ParquetColumn& column : columns) {
            bytes += column.held_bytes();
        }
        return bytes;
    }

    void end_group() {
        if (waiting_rows == 0) {
            return;
        }
        ParquetGroup& group = groups.emplace_back();
        group.rows = static_cast<std::int64_t>(waiting_rows);
        group.offset = written;
        for (ParquetColumn& column : columns) {
            const std::int64_t offset = written;
            group.chunks.push_back(column.finish([this](std::string_view bytes) { put(bytes); }));
            group.chunks.back().offset = offset;
        }
        rows += group.rows;
        waiting_rows = 0;
    }

    [[nodiscard]] std::string footer() const {
        ThriftWriter thrift;
        thrift.int32(1, 1);
        write_schema(thrift, schema);
        thrift.int64(3, rows);
        thrift.begin_list(4, ThriftType::kStruct, groups.size());
        for (const ParquetGroup& group : groups) {
            write_group(thrift, schema, group);
        }
        thrift.binary(6, std::string("hubmine version ") + core::kVersion);
        // Bounds are in the order that the type defines.
        thrift.begin_list(7, ThriftType::kStruct, schema.size());
        for (std::size_t i = 0; i < schema.size(); ++i) {
            thrift.begin_element();
            thrift.begin_struct(1);
            thrift.end_struct();
            thrift.end_element();
        }
        return thrift.finish();
    }

    std::ostream& out;
    std::vector<core::Column> schema;
    ParquetBounds bounds;
    ZstdPacker packer;
    std::vector<ParquetColumn> columns;
    std::vector<ParquetGroup> groups;
    std::int64_t written = 0;
    std::int64_t rows = 0;
    std::size_t waiting_rows = 0;
};

ParquetWriter::ParquetWriter(std::ostream& out, const std::vector<core::Column>& columns,
                             const ParquetBounds& bounds)
    : file_(std::make_unique<File>(out, columns, bounds)) {
    file_->put(kParquetMark);
}

ParquetWriter::~ParquetWriter() = default;

void ParquetWriter::add(const core::ColumnBatch& rows) {
    File& file = *file_;
    if (rows.columns().size() != file.columns.size()) {
        throw std::logic_error("a batch has other columns than its Parquet file");
    }
    if (rows.row_count() == 0) {
        return;
    }
    if (file.waiting_rows + rows.row_count() > file.bounds.group_rows) {
        file.end_group();
    }
    for (std::size_t i = 0; i < file.columns.size(); ++i) {
        file.columns[i].add(rows.columns()[i]);
    }
    file.waiting_rows += rows.row_count();
    if (file.held_bytes() >= file.bounds.group_bytes) {
        file.end_group();
    }
}

void ParquetWriter::finish() {
    file_->end_group();
    const std::string footer = file_->footer();
    file_->put(footer);
    std::string size;
    append_little_endian(size, static_cast<std::uint32_t>(footer.size()));
    file_->put(size);
    file_->put(kParquetMark);
}

}  // namespace hubmine::output
