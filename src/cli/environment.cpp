#include "environment.hpp"

#include "hubmine/core/text.hpp"

#include <unistd.h>

namespace hubmine::cli {

std::optional<std::string> Environment::variable(std::string_view name) const {
    const auto found = variables.find(name);
    if (found == variables.end() || found->second.empty()) {
        return std::nullopt;
    }
    return found->second;
}

bool Environment::is_true(std::string_view name) const {
    const std::string value = core::ascii_lower(variable(name).value_or(""));
    return value == "1" || value == "on" || value == "yes" || value == "true";
}

Environment Environment::of_process() {
    Environment result;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view text = *entry;
        const std::size_t equals = text.find('=');
        if (equals != std::string_view::npos) {
            result.variables.emplace(text.substr(0, equals), text.substr(equals + 1));
        }
    }
    result.out_is_terminal = ::isatty(STDOUT_FILENO) == 1;
    result.err_is_terminal = ::isatty(STDERR_FILENO) == 1;
    return result;
}

}  // namespace hubmine::cli
