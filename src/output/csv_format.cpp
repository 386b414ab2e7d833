#include "formats.hpp"
#include "separated.hpp"

namespace hubmine::output {

void write_csv(std::ostream& out, std::span<const core::Table> tables, const Style& style) {
    write_separated(out, tables, style, ',');
}

}  // namespace hubmine::output
