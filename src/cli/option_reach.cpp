#include "option_reach.hpp"

#include "hubmine/core/error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>

namespace hubmine::cli {

namespace {

bool shapes_one_of(const core::Option& option, const std::vector<std::string>& tables) {
    return std::find_first_of(option.tables.begin(), option.tables.end(), tables.begin(),
                              tables.end()) != option.tables.end();
}

}  // namespace

void check_reach(const std::vector<core::Option>& options,
                 const std::vector<core::Option>& untouched,
                 const std::vector<std::string>& tables) {
    for (std::size_t i = 0; i < options.size() && !tables.empty(); ++i) {
        const core::Option& option = options[i];
        const bool is_set = option.tell && option.tell() != untouched.at(i).tell();
        if (is_set && !option.tables.empty() && !shapes_one_of(option, tables)) {
            throw core::UsageError(fmt::format("{} does nothing for --table {}: it shapes {}",
                                               core::spoken_name(option), fmt::join(tables, ","),
                                               fmt::join(option.tables, ", ")));
        }
    }
}

}  // namespace hubmine::cli
