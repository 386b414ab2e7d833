#include "cell_text.hpp"
#include "formats.hpp"

#include <stdexcept>

namespace hubmine::output {

void write_ndjson(std::ostream& out, std::span<const core::Table> tables, const Style& /*style*/) {
    if (tables.size() != 1) {
        throw std::logic_error("this format holds exactly one table");
    }
    for (std::size_t row = 0; row < tables.front().row_count(); ++row) {
        write_json_record(out, tables.front(), row);
        out << '\n';
    }
}

}  // namespace hubmine::output
