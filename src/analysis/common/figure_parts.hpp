#pragma once

#include "hubmine/core/figure.hpp"

#include <string>
#include <vector>

/// What figures of several analyses say in the same words.
namespace hubmine::analysis {

/// Sub-fields as a reader knows them.
[[nodiscard]] std::vector<core::Word> words_of_subfields();

/// A figure by type or by country of owners, in `column`. Where neither is known of anybody, only
/// `whole` is drawn.
[[nodiscard]] core::Known owners_known(std::string column, std::string whole = {});

}  // namespace hubmine::analysis
