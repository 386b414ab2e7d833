#include "coverage_table.hpp"

#include <variant>

namespace hubmine::cli {

const core::Schema& coverage_schema() {
    using core::CellType;
    static const core::Schema kSchema{
        .name = "coverage",
        .help = "what is known of each kind, repository by repository",
        .columns = {{"kind", CellType::kText},
                    {"what", CellType::kText},
                    {"expected", CellType::kInteger},
                    {"complete", CellType::kInteger},
                    {"unreadable", CellType::kInteger},
                    {"gone", CellType::kInteger},
                    {"failed", CellType::kInteger},
                    {"pending", CellType::kInteger}},
        .headline = true};
    return kSchema;
}

core::Table coverage_table(const std::vector<store::Coverage>& coverage) {
    core::Table table(coverage_schema());
    for (const store::Coverage& row : coverage) {
        table.add_row({row.kind, row.what, row.expected, row.complete, row.unreadable, row.gone,
                       row.failed, row.pending});
    }
    return table;
}

std::vector<output::Record> coverage_records(const std::vector<store::Coverage>& coverage) {
    const core::Table table = coverage_table(coverage);
    std::vector<output::Record> records;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        output::Record& record = records.emplace_back();
        for (std::size_t i = 0; i < table.columns().size(); ++i) {
            record.push_back({table.columns()[i].name,
                              std::visit([](const auto& value) { return output::Value(value); },
                                         table.cell(row, i))});
        }
    }
    return records;
}

}  // namespace hubmine::cli
