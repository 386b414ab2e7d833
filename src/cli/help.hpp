#pragma once

#include "command.hpp"
#include "command_line.hpp"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace hubmine::cli {

/// The heading under which the help of every command ends.
inline constexpr const char* kGlobalSection = "Global options";

/// All words of a command: "hubmine analyze rq1".
[[nodiscard]] std::string full_name(const CLI::App& app);

/// The help of a command: what it does, its commands, examples, options by section.
[[nodiscard]] std::string help_of(const CLI::App& app, const std::vector<Example>& examples);

/// The help of the program: its commands by chapter, and what to try first.
[[nodiscard]] std::string help_of_all(const CLI::App& root, const Overview& overview);

}  // namespace hubmine::cli
