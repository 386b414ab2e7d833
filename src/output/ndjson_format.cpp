#include "cell_text.hpp"
#include "formats.hpp"

namespace hubmine::output {

void write_ndjson(std::ostream& out, const Report& report, const Style& /*style*/) {
    only_table(report).for_each_chunk([&out](const core::Table& rows) {
        for (std::size_t row = 0; row < rows.row_count(); ++row) {
            write_json_record(out, rows, row);
            out << '\n';
        }
    });
}

}  // namespace hubmine::output
