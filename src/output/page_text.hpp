#pragma once

#include "hubmine/core/table.hpp"

#include <string>
#include <string_view>

namespace hubmine::output {

/// Text for an element or an attribute of HTML; marks that reorder a line are made visible.
[[nodiscard]] std::string html_text(std::string_view text);

/// The same, and what stands between two backticks is code.
[[nodiscard]] std::string told_text(std::string_view text);

/// JSON for an element `script`, which nothing in it can end.
[[nodiscard]] std::string script_json(std::string_view json);

/// The cell for a reader: shares in percent, counts in groups of three digits.
[[nodiscard]] std::string reader_text(const core::Cell& cell, core::Unit unit);

/// SHA-256 as a Content-Security-Policy has it: 'sha256-...'.
[[nodiscard]] std::string policy_hash(std::string_view script);

}  // namespace hubmine::output
