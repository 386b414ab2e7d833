#include "option_reach.hpp"

#include "hubmine/core/error.hpp"
#include "hubmine/core/text.hpp"

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

bool is_set(const core::Option& option, const core::Option& untouched) {
    return option.tell && option.tell() != untouched.tell();
}

}  // namespace

void check_reach(const std::vector<core::Option>& options,
                 const std::vector<core::Option>& untouched, const std::vector<std::string>& asked,
                 const std::vector<std::string>& tables) {
    for (std::size_t i = 0; i < options.size() && !tables.empty(); ++i) {
        const core::Option& option = options[i];
        if (is_set(option, untouched.at(i)) && core::contains(asked, core::spoken_name(option)) &&
            !option.tables.empty() && !shapes_one_of(option, tables)) {
            throw core::UsageError(fmt::format("{} does nothing for --table {}: it shapes {}",
                                               core::spoken_name(option), fmt::join(tables, ","),
                                               fmt::join(option.tables, ", ")));
        }
    }
}

std::map<std::string, std::string> tables_unmade(const std::vector<core::Option>& options,
                                                 const std::vector<core::Option>& untouched) {
    std::map<std::string, std::string> unmade;
    for (std::size_t i = 0; i < options.size(); ++i) {
        if (!is_set(options[i], untouched.at(i))) {
            for (const std::string& table : options[i].makes) {
                unmade.emplace(table, core::spoken_name(options[i]));
            }
        }
    }
    return unmade;
}

}  // namespace hubmine::cli
