#pragma once

#include "hubmine/analysis/result.hpp"

#include "analysis/results.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace hubmine::analysis {

/// The rows of a table that begin so, without that beginning.
inline std::vector<std::string> rows_behind(const Result& result, std::string_view table,
                                            const std::string& start) {
    std::vector<std::string> found;
    for (const std::string& row : rows_of(result, table)) {
        if (row.starts_with(start)) {
            found.push_back(row.substr(start.size()));
        }
    }
    return found;
}

}  // namespace hubmine::analysis
