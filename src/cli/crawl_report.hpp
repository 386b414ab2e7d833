#pragma once

#include "hubmine/core/exit_code.hpp"
#include "hubmine/crawl/crawler.hpp"

#include <ostream>
#include <string>
#include <vector>

namespace hubmine::cli {

/// The exit code that a crawl's end stands for.
[[nodiscard]] core::ExitCode exit_code_of(const crawl::Summary& summary);

/// What was asked, got and is missing, for a person.
[[nodiscard]] std::vector<std::string> summary_lines(const crawl::Summary& summary);

/// The same for a program: one JSON object.
void write_summary_json(std::ostream& out, const crawl::Summary& summary);

}  // namespace hubmine::cli
