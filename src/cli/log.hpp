#pragma once

#include "globals.hpp"

#include <ostream>

namespace hubmine::cli {

/// Replaces spdlog's default logger, which writes to stdout: messages go to `err` as
/// "hubmine: ..." or, with --log-format json, as one object a line. `is_terminal`: each message
/// first wipes the progress line away.
void set_up_log(const Globals& globals, std::ostream& err, bool is_terminal);

}  // namespace hubmine::cli
