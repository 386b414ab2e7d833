#pragma once

#include "hubmine/analysis/result.hpp"
#include "hubmine/core/option.hpp"
#include "hubmine/output/manifest.hpp"
#include "hubmine/store/dataset.hpp"

#include <vector>

/// What a manifest tells of where figures come from.
namespace hubmine::cli {

[[nodiscard]] output::Record told_options(const std::vector<core::Option>& options);
[[nodiscard]] output::Record told_snapshot(const store::Dataset& data);
[[nodiscard]] output::Record told_notes(const std::vector<analysis::Note>& notes);

}  // namespace hubmine::cli
