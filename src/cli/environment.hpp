#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
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
    /// The columns of the windows behind them as they are now, 0 = unknown; windows change.
    std::function<std::size_t()> out_columns;
    std::function<std::size_t()> err_columns;

    /// The variable's value without blanks around it; one that is set to nothing counts as not set.
    [[nodiscard]] std::optional<std::string> variable(std::string_view name) const;
    /// The same of a file's or folder's, expanded().
    [[nodiscard]] std::optional<std::string> path(std::string_view name) const;
    /// A path as it was written: a leading `~`, `$NAME` and `${NAME}` are replaced as a shell, and
    /// the Hub's own client, would; names that are not set stay as they are.
    [[nodiscard]] std::string expanded(std::string_view written) const;
    /// 1, ON, YES or TRUE in any case: what the Hub's own client takes for yes.
    [[nodiscard]] bool is_true(std::string_view name) const;

    /// Whether the terminal knows escape sequences: TERM is set, and not to "dumb".
    [[nodiscard]] bool knows_escapes() const;
    /// The columns that tables on a terminal may take: COLUMNS, else the window's, else 80.
    [[nodiscard]] std::size_t out_width() const;
    /// The columns of a line that must not wrap: COLUMNS or the window's, whichever is less, else
    /// 80.
    [[nodiscard]] std::size_t err_width() const;

    /// Where a user's settings live: $XDG_CONFIG_HOME, else .config at home; empty without a home.
    [[nodiscard]] std::filesystem::path config_folder() const;

    [[nodiscard]] static Environment of_process();

  private:
    [[nodiscard]] std::size_t columns_variable() const;
};

}  // namespace hubmine::cli
