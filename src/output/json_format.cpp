#include "cell_text.hpp"
#include "formats.hpp"

namespace hubmine::output {

namespace {

void write_list(std::ostream& out, const core::TableStream& table) {
    bool is_empty = true;
    out << '[';
    table.for_each_chunk([&](const core::Table& rows) {
        for (std::size_t row = 0; row < rows.row_count(); ++row) {
            out << (is_empty ? "\n    " : ",\n    ");
            write_json_record(out, rows, row);
            is_empty = false;
        }
    });
    out << (is_empty ? "]" : "\n  ]");
}

}  // namespace

void write_json(std::ostream& out, const Report& report, const Style& /*style*/) {
    out << '{';
    for (std::size_t i = 0; i < report.tables.size(); ++i) {
        out << (i == 0 ? "\n  " : ",\n  ");
        write_json_string(out, report.tables[i].name());
        out << ": ";
        write_list(out, report.tables[i]);
    }
    out << (report.tables.empty() ? "}\n" : "\n}\n");
}

}  // namespace hubmine::output
