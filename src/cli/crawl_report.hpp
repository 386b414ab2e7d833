#pragma once

#include "hubmine/core/exit_code.hpp"
#include "hubmine/core/table.hpp"
#include "hubmine/core/time.hpp"
#include "hubmine/crawl/crawler.hpp"

#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace hubmine::cli {

/// The exit code that a crawl's end stands for.
[[nodiscard]] core::ExitCode exit_code_of(const crawl::Summary& summary);

/// What was asked, got and is missing, for a person.
[[nodiscard]] std::vector<std::string> summary_lines(const crawl::Summary& summary);

/// The last of those lines where the crawl left something.
[[nodiscard]] std::string closing_line(const crawl::Summary& summary);

/// The same for a program: one JSON object.
void write_summary_json(std::ostream& out, const crawl::Summary& summary);

/// What stands there when the crawl ended with an error.
void write_error_json(std::ostream& out, core::ExitCode code, const std::string& message);

/// The fact of the store that holds how the last crawl ended.
inline constexpr const char* kLastRun = "last_run";

/// What is kept in it: how the crawl ended, and when.
[[nodiscard]] std::string last_run_text(const crawl::Summary& summary, core::Timestamp ended_at);

/// A table of one row from that text; of none when there is no text.
[[nodiscard]] core::Table last_run_table(const std::optional<std::string>& text);
[[nodiscard]] const core::Schema& last_run_schema();

}  // namespace hubmine::cli
