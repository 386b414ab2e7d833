#include "cell_text.hpp"
#include "formats.hpp"

namespace hubmine::output {

void write_json(std::ostream& out, std::span<const core::Table> tables, const Style& /*style*/) {
    out << '{';
    for (std::size_t i = 0; i < tables.size(); ++i) {
        out << (i == 0 ? "\n  " : ",\n  ");
        write_json_string(out, tables[i].name());
        out << ": [";
        for (std::size_t row = 0; row < tables[i].row_count(); ++row) {
            out << (row == 0 ? "\n    " : ",\n    ");
            write_json_record(out, tables[i], row);
        }
        out << (tables[i].row_count() == 0 ? "]" : "\n  ]");
    }
    out << (tables.empty() ? "}\n" : "\n}\n");
}

}  // namespace hubmine::output
