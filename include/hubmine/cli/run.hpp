#pragma once

/// How it is asked: one file per command, and the only place where errors end.
namespace hubmine::cli {

/// The program: reads the arguments, does what they say, returns the exit code.
[[nodiscard]] int run(int count, const char* const* arguments);

}  // namespace hubmine::cli
