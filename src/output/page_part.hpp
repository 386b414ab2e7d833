#pragma once

#include "hubmine/output/page.hpp"

#include <ostream>

namespace hubmine::output {

/// A part of a page as HTML. Reads its tables.
void write_part(std::ostream& out, const PagePart& part);

}  // namespace hubmine::output
