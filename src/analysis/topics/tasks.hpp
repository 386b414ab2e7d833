#pragma once

#include "hubmine/store/dataset.hpp"

#include "topics/population.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace hubmine::analysis::topics {

struct TaskCount {
    std::string_view task;  ///< empty = the models that have none
    std::int64_t models = 0;
    std::int64_t downloads = 0;
    std::int64_t in_top_10 = 0;  ///< of the models with most downloads
    std::int64_t in_top_100 = 0;
};

/// Most downloads first, then by name.
[[nodiscard]] std::vector<TaskCount> count_tasks(const store::Dataset& data,
                                                 const Population& models);

}  // namespace hubmine::analysis::topics
