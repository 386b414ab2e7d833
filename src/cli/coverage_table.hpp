#pragma once

#include "hubmine/core/table.hpp"
#include "hubmine/output/manifest.hpp"
#include "hubmine/store/coverage.hpp"

#include <vector>

namespace hubmine::cli {

[[nodiscard]] const core::Schema& coverage_schema();
[[nodiscard]] core::Table coverage_table(const std::vector<store::Coverage>& coverage);

/// The same rows for a manifest.
[[nodiscard]] std::vector<output::Record> coverage_records(
    const std::vector<store::Coverage>& coverage);

}  // namespace hubmine::cli
