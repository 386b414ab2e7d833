#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

/// Text as workbooks have it.
namespace hubmine::output {

/// Characters, as spreadsheets count them, of the longest text that a cell can hold.
inline constexpr std::size_t kLongestCell = 32767;

/// Text for an element or an attribute of a workbook. What XML cannot hold becomes `_xHHHH_`, and
/// so does the underscore of a text that looks so already: a spreadsheet shows what was given.
[[nodiscard]] std::string xlsx_text(std::string_view text);

/// The longest beginning of that many characters as spreadsheets count them: UTF-16's units.
[[nodiscard]] std::string_view cut_to_units(std::string_view text, std::size_t units);

/// The names of a workbook's sheets: up to 31 characters, none of []:*?/\, no two that differ in
/// letter case only.
class SheetNames {
  public:
    /// The name that comes nearest to `wanted`: "owners", then "owners (2)".
    std::string add(std::string_view wanted);

  private:
    std::set<std::string> taken_;
};

}  // namespace hubmine::output
