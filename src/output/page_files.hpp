#pragma once

#include <string>

/// The files that every page carries, as they were when the program was built.
namespace hubmine::output {

/// Vega's modules behind one function, `hubmineVega()`.
[[nodiscard]] std::string vega_script();
/// What draws the figures of a page.
[[nodiscard]] std::string page_script();
[[nodiscard]] std::string page_style();
/// The specifications of Vega by their names, a JSON object.
[[nodiscard]] std::string figure_templates();

}  // namespace hubmine::output
