#pragma once

#include <string>
#include <string_view>

/// The words of man(7).
namespace hubmine::cli {

/// Text that no letter of is a request.
[[nodiscard]] std::string roff(std::string_view text);

/// The same as lines of a running text, none longer than an editor is wide.
[[nodiscard]] std::string roff_lines(std::string_view text);

/// The title line and NAME: `name` "hubmine-crawl", `section` 1.
[[nodiscard]] std::string manual_head(const std::string& name, int section,
                                      const std::string& help);
[[nodiscard]] std::string manual_section(const std::string& title);
/// A term, already marked up, and what it means.
[[nodiscard]] std::string manual_entry(const std::string& term, const std::string& meaning);

}  // namespace hubmine::cli
