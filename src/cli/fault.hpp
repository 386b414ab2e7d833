#pragma once

#include <exception>
#include <string>
#include <system_error>

namespace hubmine::cli {

/// What a person is told of an error that is none of ours. What a library says of itself helps
/// nobody who did not write the call; what the system says does.
[[nodiscard]] inline std::string told_of(const std::exception& error) {
    if (dynamic_cast<const std::system_error*>(&error) != nullptr) {
        return error.what();
    }
    return "hubmine cannot go on: the store is damaged (see `hubmine verify`), or hubmine has a "
           "fault (-v tells more)";
}

}  // namespace hubmine::cli
