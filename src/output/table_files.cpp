#include "hubmine/output/table_files.hpp"

#include "hubmine/output/format.hpp"
#include "hubmine/output/parquet.hpp"
#include "hubmine/output/report.hpp"

#include <array>
#include <utility>

namespace hubmine::output {

namespace {

/// By a format that takes tables of cells. Text is left as it is: no spreadsheet reads this.
std::size_t write_by(const Format& format, std::ostream& out, const core::BatchStream& rows) {
    std::size_t count = 0;
    const core::BatchStream counted{.schema = rows.schema,
                                    .read = [&rows, &count](const core::TakeBatch& take) {
                                        rows.read([&](const core::ColumnBatch& batch) {
                                            count += batch.row_count();
                                            take(batch);
                                        });
                                    }};
    Report report;
    report.tables.push_back(core::table_of(counted));
    format.write(out, report, {.raw_text = true});
    return count;
}

std::size_t write_parquet_file(std::ostream& out, const core::BatchStream& rows) {
    ParquetWriter writer(out, rows.schema.columns);
    std::size_t count = 0;
    rows.read([&](const core::ColumnBatch& batch) {
        writer.add(batch);
        count += batch.row_count();
    });
    writer.finish();
    return count;
}

std::size_t write_csv_file(std::ostream& out, const core::BatchStream& rows) {
    return write_by(format_named("csv"), out, rows);
}

std::size_t write_ndjson_file(std::ostream& out, const core::BatchStream& rows) {
    return write_by(format_named("ndjson"), out, rows);
}

}  // namespace

std::span<const TableFiles> table_files() {
    static const std::array<TableFiles, 3> kFiles{{
        {"parquet", "parquet", write_parquet_file},
        {"csv", "csv", write_csv_file},
        {"ndjson", "ndjson", write_ndjson_file},
    }};
    return kFiles;
}

}  // namespace hubmine::output
