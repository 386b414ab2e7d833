#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace hubmine::cli {

/// What the process was started with, passed in so that tests own it.
struct Environment {
    std::map<std::string, std::string, std::less<>> variables;
    bool out_is_terminal = false;
    bool err_is_terminal = false;

    /// The variable's value; one that is set to nothing counts as not set.
    [[nodiscard]] std::optional<std::string> variable(std::string_view name) const;
    /// 1, ON, YES or TRUE in any case: what the Hub's own client takes for yes.
    [[nodiscard]] bool is_true(std::string_view name) const;

    [[nodiscard]] static Environment of_process();
};

}  // namespace hubmine::cli
