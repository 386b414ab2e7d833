#pragma once

#include "hubmine/store/dataset.hpp"

#include "reproduce/study.hpp"

#include <string>

namespace hubmine::analysis::reproduce {

/// Why there is no figure of ours, in a few words.
[[nodiscard]] std::string why_missing(const Printed& printed, const store::Dataset& data);

}  // namespace hubmine::analysis::reproduce
