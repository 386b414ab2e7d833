#pragma once

#include "hubmine/analysis/entry.hpp"
#include "hubmine/store/dataset.hpp"

#include <string>
#include <vector>

namespace hubmine::analysis {

/// One line for each file of the user's own that the options name and of which nothing is in the
/// store as it was loaded: the wrong file, or the wrong column. Says nothing where nothing was
/// loaded that could be met. Throws what reading the files throws.
[[nodiscard]] std::vector<std::string> doubts_about_files(const store::Dataset& data,
                                                          const Options& options);

}  // namespace hubmine::analysis
