#pragma once

#include "hubmine/store/dataset.hpp"

#include "topics/population.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace hubmine::analysis::topics {

/// How many repositories say something of that in their cards, or in a tag.
struct FieldCount {
    std::string_view field;
    std::int64_t repositories = 0;
    std::int64_t downloads = 0;
};

/// In the order in which they are told.
[[nodiscard]] std::vector<FieldCount> count_fields(const store::Dataset& data,
                                                   const Population& population);

}  // namespace hubmine::analysis::topics
