#pragma once

#include "globals.hpp"

#include <mutex>
#include <ostream>

namespace hubmine::cli {

/// Held while something is written to the log's stream, from whichever thread.
[[nodiscard]] std::mutex& log_mutex();

/// Replaces spdlog's default logger, which writes to stdout: messages go to `err` as
/// "hubmine: ...", with --log-format timed behind the time, with json as one object a line.
/// `wipes`: each message first wipes the progress line away, with an escape sequence of terminals.
void set_up_log(const Globals& globals, std::ostream& err, bool wipes);

}  // namespace hubmine::cli
