#pragma once

#include <span>
#include <string>
#include <string_view>

namespace hubmine::output {

/// What a program that reads csv wants it to look like.
struct Dialect {
    std::string name;  ///< what `--dialect` calls it
    std::string help;  ///< whose it is
    char separator = ',';
    char decimal = '.';
    bool bom = false;
};

/// Every dialect, in the order of the help.
[[nodiscard]] std::span<const Dialect> dialects();

/// The dialect of that name; throws UsageError, with the near name, when there is none.
[[nodiscard]] const Dialect& dialect_named(std::string_view name);

/// The character that stands between cells: `,` or comma, `;` or semicolon, `|` or pipe, tab.
/// Throws UsageError for another.
[[nodiscard]] char separator_named(std::string_view name);

/// The character within numbers: `.` or point, `,` or comma. Throws UsageError for another.
[[nodiscard]] char decimal_named(std::string_view name);

}  // namespace hubmine::output
