#pragma once

#include "hubmine/core/exit_code.hpp"

#include "environment.hpp"

#include <ostream>
#include <string>
#include <vector>

namespace hubmine::cli {

/// Parses, runs, and turns every error into one line on `err` and its exit code. What is written to
/// `out` is flushed; a reader who has gone away is no error.
[[nodiscard]] core::ExitCode run_in(const std::vector<std::string>& arguments,
                                    const Environment& environment, std::ostream& out,
                                    std::ostream& err);

}  // namespace hubmine::cli
