#pragma once

#include "hubmine/output/page.hpp"

namespace hubmine::cli {

/// What the words of a report mean.
[[nodiscard]] const output::PageBlock& glossary();

}  // namespace hubmine::cli
