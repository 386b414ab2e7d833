#include "formats.hpp"
#include "separated.hpp"

namespace hubmine::output {

void write_csv(std::ostream& out, const Report& report, const Style& style) {
    write_separated(out, only_table(report), style, style.separator);
}

}  // namespace hubmine::output
